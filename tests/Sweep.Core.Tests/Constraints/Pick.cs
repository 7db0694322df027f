using CsCheck;

namespace Sweep.Core.Tests.Constraints;

internal static class Pick
{
    /// <summary>One of these.</summary>
    public static Gen<T> From<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(place => values[place]);
}
