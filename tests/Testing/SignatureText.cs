using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace EngagementPipeline.Testing;

/// <summary>Types and members as <see cref="PublicSurface"/> writes them.</summary>
internal static class SignatureText
{
    private static readonly Dictionary<Type, string> Words = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(char)] = "char",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    public static string Of(Type type)
    {
        if (Words.TryGetValue(type, out var word))
            return word;
        if (type.IsGenericParameter)
            return type.Name;
        if (type.IsByRef)
            return Of(type.GetElementType()!);
        if (type.IsArray)
            return Of(type.GetElementType()!) + "[]";
        return Nullable.GetUnderlyingType(type) is { } value ? Of(value) + "?" : Named(type);
    }

    public static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly struct" : "struct",
        _ when type.IsSubclassOf(typeof(Delegate)) => "delegate",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    /// <returns>Null for what others can't use, and for accessors, which their property or event shows.</returns>
    public static string? Of(MemberInfo member) => member switch
    {
        ConstructorInfo c when Seen(c) => $"{Access(c)}{c.DeclaringType!.Name.Split('`')[0]}({Parameters(c)})",
        MethodInfo m when Seen(m) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal)) => Method(m),
        PropertyInfo p when Accessors(p).Any() => Property(p),
        FieldInfo f when (f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly) && !f.IsSpecialName => Field(f),
        EventInfo e when e.AddMethod is { } add && Seen(add) => $"{Access(add)}event {Of(e.EventHandlerType!)} {e.Name}",
        _ => null,
    };

    public static string Constraints(IEnumerable<Type> arguments)
        => string.Concat(arguments.Where(a => a.IsGenericParameter).Select(Constraint));

    private static string Constraint(Type argument)
    {
        var flags = argument.GenericParameterAttributes;
        var isStruct = flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        List<string> wanted = [];
        if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            wanted.Add("class");
        if (isStruct)
            wanted.Add("struct");
        wanted.AddRange(argument.GetGenericParameterConstraints().Where(t => t != typeof(ValueType)).Select(Of));
        if (!isStruct && flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
            wanted.Add("new()");
        return wanted.Count == 0 ? "" : $" where {argument.Name} : {string.Join(", ", wanted)}";
    }

    private static string Method(MethodInfo m)
    {
        var arguments = m.IsGenericMethod ? m.GetGenericArguments() : [];
        var generic = arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments.Select(a => a.Name))}>";
        var self = m.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return $"{Access(m)}{Of(m.ReturnType)} {m.Name}{generic}({self}{Parameters(m)}){Constraints(arguments)}";
    }

    private static string Property(PropertyInfo p)
    {
        var accessors = Accessors(p).ToList();
        var access = Access(accessors.MaxBy(a => a.IsPublic)!);
        var index = p.GetIndexParameters();
        var name = index.Length == 0 ? p.Name : $"this[{string.Join(", ", index.Select(Parameter))}]";
        var bodies = accessors.Select(a => (Access(a) == access ? "" : "protected ") + Word(a) + ";");
        return $"{access}{Of(p.PropertyType)} {name} {{ {string.Join(' ', bodies)} }}";
    }

    private static string Word(MethodInfo accessor)
    {
        if (accessor.ReturnType != typeof(void))
            return "get";
        return accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init" : "set";
    }

    private static string Field(FieldInfo f)
    {
        var access = f.IsPublic ? "public " : "protected ";
        if (f.IsLiteral)
            return $"{access}const {Of(f.FieldType)} {f.Name} = {Literal(f.GetRawConstantValue(), f.FieldType)}";
        return $"{access}{(f.IsStatic ? "static " : "")}{(f.IsInitOnly ? "readonly " : "")}{Of(f.FieldType)} {f.Name}";
    }

    private static string Access(MethodBase m)
    {
        var access = m.IsPublic ? "public " : "protected ";
        if (m.DeclaringType!.IsInterface)
            return m.IsStatic ? "static " : "";
        if (m.IsStatic)
            return access + "static ";
        if (m is not MethodInfo method || !method.IsVirtual)
            return access;
        if (method.GetBaseDefinition() != method)
            return access + (method.IsFinal ? "sealed override " : "override ");
        if (method.IsFinal)
            return access;
        return access + (method.IsAbstract ? "abstract " : "virtual ");
    }

    private static string Parameters(MethodBase m) => string.Join(", ", m.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo p)
    {
        var prefix = p switch
        {
            { IsOut: true } => "out ",
            { ParameterType.IsByRef: true } => p.IsIn ? "in " : "ref ",
            _ => p.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "",
        };
        var start = $"{prefix}{Of(p.ParameterType)} {p.Name}";
        return p.HasDefaultValue ? $"{start} = {Literal(p.RawDefaultValue, p.ParameterType)}" : start;
    }

    private static string Literal(object? value, Type type) => value switch
    {
        null => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default" : "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ when (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } e => $"{Of(e)}.{Enum.ToObject(e, value)}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Named(Type type)
    {
        var arguments = type.GetGenericArguments();
        var outer = type.DeclaringType;
        var inherited = outer?.GetGenericArguments().Length ?? 0;
        var scope = outer is not null ? Named(outer) + "." : type.Namespace is { } n ? n + "." : "";
        var own = arguments.Skip(inherited).Select(Of).ToList();
        return scope + type.Name.Split('`')[0] + (own.Count == 0 ? "" : $"<{string.Join(", ", own)}>");
    }

    private static IEnumerable<MethodInfo> Accessors(PropertyInfo p)
        => p.GetAccessors(nonPublic: true).Where(Seen).OrderBy(Word, StringComparer.Ordinal);

    private static bool Seen(MethodBase m) => m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly;
}
