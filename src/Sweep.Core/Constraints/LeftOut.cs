using System.Collections.Immutable;

namespace Sweep.Core.Constraints;

/// <summary>Which points of a space constraints leave out.</summary>
/// <param name="Visited">Points that were looked at.</param>
/// <param name="By">Of them, how many break each constraint; one that breaks several counts for the first.</param>
/// <param name="IsAll">True where these are all points that there are; false for the first of them, whose share tells about the others.</param>
public sealed record LeftOut(long Visited, ImmutableArray<BrokenBy> By, bool IsAll)
{
    /// <summary>How many break any.</summary>
    public long Points => By.Sum(one => one.Points);

    /// <summary>The share that meets all.</summary>
    public double Share => (double)(Visited - Points) / Visited;

    /// <summary>"learning_rate * iterations &lt;= 10: 1,120; hidden &lt; 8: 3".</summary>
    public string Reasons => string.Join("; ", By.Where(one => one.Points > 0).Select(one => FormattableString.Invariant($"{one.Constraint}: {one.Points:N0}")));

    public bool Equals(LeftOut? other) =>
        other is not null && (Visited, IsAll) == (other.Visited, other.IsAll) && By.AsSpan().SequenceEqual(other.By.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Visited, IsAll, By.Length);

    /// <summary>"1,123 of 3,600 points are left out by constraints (…)"; empty where none is.</summary>
    public override string ToString() => Points == 0
        ? ""
        : FormattableString.Invariant($"{Points:N0} of {(IsAll ? "" : "the first ")}{Visited:N0} points are left out by constraints ({Reasons})");
}
