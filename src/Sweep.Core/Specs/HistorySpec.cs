using System.Collections.Immutable;

namespace Sweep.Core.Specs;

/// <summary>
/// The results that a search begins with: those of sweeps that had ended when it was submitted. They are rows of its own from then on, of which the spec
/// keeps the hash, so that it still decides every point that is chosen.
/// </summary>
/// <param name="Hash">SHA-256 of points and results, lower-case hexadecimal.</param>
/// <param name="Sources">From where they are, in the order of the spec; at least one.</param>
public sealed record HistorySpec(string Hash, ImmutableArray<HistorySource> Sources)
{
    public int Points => Sources.Sum(source => source.Points);

    public int Outside => Sources.Sum(source => source.Outside);

    public int Unfinished => Sources.Sum(source => source.Unfinished);

    public bool Equals(HistorySpec? other) =>
        other is not null && string.Equals(Hash, other.Hash, StringComparison.Ordinal) && Sources.AsSpan().SequenceEqual(other.Sources.AsSpan());

    public override int GetHashCode() => HashCode.Combine(string.GetHashCode(Hash, StringComparison.Ordinal), Sources.Length);

    /// <summary>"96 points of 2 sweeps; left out: 10 outside the space, 2 unfinished".</summary>
    public override string ToString() => Describe(Points, Sources.Length, Outside, Unfinished);

    /// <inheritdoc cref="ToString"/>
    public static string Describe(int points, int sweeps, int outside, int unfinished)
    {
        List<string> left = [];
        if (outside > 0)
            left.Add(FormattableString.Invariant($"{outside} outside the space"));
        if (unfinished > 0)
            left.Add(FormattableString.Invariant($"{unfinished} unfinished"));
        var rest = left.Count == 0 ? "" : $"; left out: {string.Join(", ", left)}";
        return FormattableString.Invariant($"{points} {(points == 1 ? "point" : "points")} of {sweeps} {(sweeps == 1 ? "sweep" : "sweeps")}{rest}");
    }
}
