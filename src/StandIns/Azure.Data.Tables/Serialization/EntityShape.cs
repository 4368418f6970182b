using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Serialization;

namespace Azure.Data.Tables.Serialization;

/// <summary>The columns of a class that implements <see cref="ITableEntity"/>: its public properties and fields.</summary>
/// <remarks>
/// <c>[IgnoreDataMember]</c> leaves one out, <c>[DataMember(Name = …)]</c> renames it. Keys that the class implements
/// explicitly are columns too.
/// </remarks>
internal sealed class EntityShape
{
    private static readonly ConcurrentDictionary<Type, EntityShape> Known = new();

    private EntityShape(Type type)
    {
        var own = type.GetMembers(BindingFlags.Public | BindingFlags.Instance)
            .Where(m => !m.IsDefined(typeof(IgnoreDataMemberAttribute)))
            .Select(EntityColumn.Of)
            .OfType<EntityColumn>()
            .ToList();
        var missing = typeof(ITableEntity).GetProperties()
            .Select(EntityColumn.Of)
            .Where(c => own.TrueForAll(o => o.Name != c.Name));
        Columns = [.. own, .. missing];
    }

    public IReadOnlyList<EntityColumn> Columns { get; }

    public static EntityShape Of(Type type) => Known.GetOrAdd(type, static t => new EntityShape(t));
}

/// <param name="Name">As stored.</param>
/// <param name="Type">The member's type, without <see cref="Nullable{T}"/>.</param>
/// <param name="Get">Null for a member that can't be read.</param>
/// <param name="Set">Null for a member that can't be written.</param>
internal sealed record EntityColumn(string Name, Type Type, Func<object, object> Get, Action<object, object> Set)
{
    /// <returns>Null for a member that holds no value: a method, an indexer.</returns>
    public static EntityColumn Of(MemberInfo member)
    {
        var name = member.GetCustomAttribute<DataMemberAttribute>()?.Name ?? member.Name;
        return member switch
        {
            PropertyInfo p when p.GetIndexParameters().Length == 0 =>
                new(name, Bare(p.PropertyType), p.CanRead ? p.GetValue : null, p.CanWrite ? p.SetValue : null),
            FieldInfo f => new(name, Bare(f.FieldType), f.GetValue, f.IsInitOnly ? null : f.SetValue),
            _ => null,
        };
    }

    private static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
