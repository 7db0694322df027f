using System.Globalization;

namespace Sweep.Grains.Clustering;

/// <summary>Which cluster a silo or a client belongs to.</summary>
/// <param name="ClusterId">Silos of one cluster on one database; several clusters may share a database.</param>
/// <param name="ServiceId">Stays the same for ever; grains are known by it.</param>
public sealed record ClusterIdentity(string ClusterId, string ServiceId)
{
    private const int LongestName = 100;

    /// <summary>What silos and clients take where nothing is said.</summary>
    public static ClusterIdentity Default { get; } = new("sweep", "sweep");

    /// <summary>What a name of a cluster must be.</summary>
    public static string Rule { get; } = string.Create(CultureInfo.InvariantCulture, $"must be at most {LongestName} letters, digits, hyphens, dots and underscores");

    public static bool IsName(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= LongestName && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
    }
}
