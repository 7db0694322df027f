namespace Sweep.Service.Sweeps;

/// <summary>Ids as people read and write them.</summary>
public static class SweepIds
{
    /// <summary>Means the sweep submitted last.</summary>
    public const string Latest = "latest";

    /// <summary>The id's time of making, 48 bits: enough to tell sweeps apart unless two were submitted within a millisecond.</summary>
    private const int ShortLength = 13;

    public static string StartOf(Guid id) => id.ToString("d")[..ShortLength];

    /// <summary>
    /// The start of an id with hyphens where ids have them, in lower case; null where the text cannot be the start of one. Hyphens
    /// may be left out.
    /// </summary>
    public static string? Prefix(string text)
    {
        var digits = text.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
        if (digits.Length is 0 or > 32 || !digits.All(digit => char.IsAsciiHexDigitLower(digit)))
            return null;
        var prefix = digits;
        foreach (var hyphen in (ReadOnlySpan<int>)[8, 13, 18, 23])
        {
            if (prefix.Length > hyphen)
                prefix = prefix.Insert(hyphen, "-");
        }

        return prefix;
    }
}
