using System.Text.RegularExpressions;

namespace Sweep.Storage.Schema;

/// <summary>How a database's schema stands to this program's.</summary>
/// <param name="Migration">The first that is to be applied, or the first that this program does not know; null where there is none.</param>
public sealed partial record SchemaStanding(SchemaKind Kind, string? Migration)
{
    /// <param name="known">This program's migrations, in order.</param>
    /// <param name="applied">The database's; null where it has no tables of Sweep.</param>
    internal static SchemaStanding Of(IEnumerable<string> known, IReadOnlyCollection<string>? applied)
    {
        var migrations = known.ToList();
        if (applied is null || applied.Count == 0)
            return new SchemaStanding(SchemaKind.Missing, migrations[0]);
        var unknown = applied.Except(migrations, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (unknown.Find(migration => !NameOfRelease.IsMatch(migration)) is { } unreleased)
            return new SchemaStanding(SchemaKind.Unreleased, unreleased);
        if (unknown.Count > 0)
            return new SchemaStanding(SchemaKind.Newer, unknown[0]);
        var pending = migrations.Except(applied, StringComparer.Ordinal).FirstOrDefault();
        return new SchemaStanding(pending is null ? SchemaKind.Current : SchemaKind.Behind, pending);
    }

    /// <summary>Time of writing, release, what it is about: 20261125180000_V0_1_0_Initial.</summary>
    [GeneratedRegex(@"^\d{14}_V\d+_\d+_\d+_\w+$", RegexOptions.CultureInvariant, 1000)]
    internal static partial Regex NameOfRelease { get; }
}
