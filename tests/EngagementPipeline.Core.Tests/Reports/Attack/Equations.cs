namespace EngagementPipeline.Core.Tests.Reports.Attack;

/// <summary>
/// What follows by adding and subtracting from sums that are known: each sum is a set of unknowns, and another sum follows from them when it is a
/// linear combination of them. Worked out modulo a prime, so exactly.
/// </summary>
internal sealed class Equations(int unknowns)
{
    private const long Prime = 2_147_483_647;

    private readonly List<(int Pivot, long[] Row)> _basis = [];

    public void Know(IReadOnlyList<long> sum)
    {
        var rest = Reduce(sum);
        var pivot = Array.FindIndex(rest, value => value != 0);
        if (pivot < 0)
            return;
        var inverse = Power(rest[pivot], Prime - 2);
        for (var i = pivot; i < unknowns; i++)
            rest[i] = rest[i] * inverse % Prime;
        _basis.Add((pivot, rest));
    }

    public bool Tell(IReadOnlyList<long> sum) => Reduce(sum).All(value => value == 0);

    private long[] Reduce(IReadOnlyList<long> sum)
    {
        var rest = sum.Select(value => ((value % Prime) + Prime) % Prime).ToArray();
        foreach (var (pivot, row) in _basis)
        {
            if (rest[pivot] is not 0 and var times)
            {
                for (var i = 0; i < unknowns; i++)
                    rest[i] = ((rest[i] - (times * row[i] % Prime)) + Prime) % Prime;
            }
        }

        return rest;
    }

    private static long Power(long value, long exponent)
    {
        var power = 1L;
        for (; exponent > 0; exponent /= 2, value = value * value % Prime)
            power = exponent % 2 == 1 ? power * value % Prime : power;
        return power;
    }
}
