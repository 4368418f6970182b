using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Reflection;
using System.Reflection.Emit;

namespace EngagementPipeline.Functions.OpenApi;

/// <summary>
/// One instruction of a compiled method. <paramref name="Operand"/> is the text, the whole number, or the member that it names; null for
/// everything else.
/// </summary>
internal readonly record struct Instruction(OpCode Code, object? Operand);

/// <summary>Reads what a method was compiled to (ECMA-335, partition III), as far as <see cref="FunctionCode"/> needs it.</summary>
internal static class Instructions
{
    private const byte TwoByteCode = 0xFE;

    private static readonly FrozenDictionary<short, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToFrozenDictionary(code => code.Value);

    public static IReadOnlyList<Instruction> Of(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } bytes)
            return [];

        var found = new List<Instruction>(bytes.Length / 2);
        for (var at = 0; at < bytes.Length;)
        {
            short value = bytes[at++];
            if (value == TwoByteCode)
                value = unchecked((short)((TwoByteCode << 8) | bytes[at++]));
            var code = Codes[value];
            var operand = bytes.AsSpan(at);
            found.Add(new(code, OperandOf(code, operand, method)));
            at += LengthOf(code, operand);
        }

        return found;
    }

    private static object? OperandOf(OpCode code, ReadOnlySpan<byte> bytes, MethodBase method) => code.OperandType switch
    {
        OperandType.InlineString => method.Module.ResolveString(BinaryPrimitives.ReadInt32LittleEndian(bytes)),
        OperandType.InlineMethod => method.Module.ResolveMethod(BinaryPrimitives.ReadInt32LittleEndian(bytes), ArgumentsOf(method.DeclaringType), ArgumentsOf(method)),
        OperandType.InlineField => method.Module.ResolveField(BinaryPrimitives.ReadInt32LittleEndian(bytes), ArgumentsOf(method.DeclaringType), ArgumentsOf(method)),
        OperandType.InlineI => (long)BinaryPrimitives.ReadInt32LittleEndian(bytes),
        OperandType.InlineI8 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        OperandType.ShortInlineI => (long)(sbyte)bytes[0],
        OperandType.InlineNone when code.Value >= OpCodes.Ldc_I4_M1.Value && code.Value <= OpCodes.Ldc_I4_8.Value => (long)(code.Value - OpCodes.Ldc_I4_0.Value),
        _ => null,
    };

    private static int LengthOf(OpCode code, ReadOnlySpan<byte> bytes) => code.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(bytes)),
        _ => 4,
    };

    private static Type[]? ArgumentsOf(Type? type) => type is { IsGenericType: true } ? type.GetGenericArguments() : null;

    private static Type[]? ArgumentsOf(MethodBase method) => method.IsGenericMethod ? method.GetGenericArguments() : null;
}
