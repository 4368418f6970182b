using System.Collections;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.LocalHost.Runtime;

/// <summary>The features of an invocation; those the invocation provides itself need no dictionary.</summary>
internal sealed class InvocationFeatures(Invocation owner) : IInvocationFeatures
{
    private Dictionary<Type, object>? _set;

    public void Set<T>(T instance)
    {
        if (instance is null) _set?.Remove(typeof(T));
        else (_set ??= [])[typeof(T)] = instance;
    }

    public T? Get<T>()
    {
        if (_set is not null && _set.TryGetValue(typeof(T), out var feature)) return (T)feature;

        return owner is T own ? own : default;
    }

    public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() =>
        (_set ?? Enumerable.Empty<KeyValuePair<Type, object>>()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
