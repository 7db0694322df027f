namespace Sweep.Storage.Trials;

/// <summary>Some trials of a sweep.</summary>
/// <param name="Conditions">All must hold.</param>
/// <param name="OrderBy">By what they are sorted; trials without a value are last either way, and ties go by number, ascending.</param>
/// <param name="IsDescending">Greatest first.</param>
/// <param name="Limit">At most so many.</param>
/// <param name="Behind">Only what stands behind this place; null for the beginning.</param>
public sealed record TrialSelection(IReadOnlyList<TrialCondition> Conditions, TrialField OrderBy, bool IsDescending, int Limit, TrialPlace? Behind)
{
    /// <summary>So many characters of texts count, so that a place is short however long a text is.</summary>
    public const int SortedCharacters = 200;
}
