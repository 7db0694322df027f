using Sweep.Client.Terminal;
using Sweep.Core.Sweeps;
using Sweep.Storage;

namespace Sweep.Client.Sweeps;

/// <summary>Finds the sweep that an ID argument means: a whole id, an unambiguous start of one, or <c>latest</c>.</summary>
internal static class SweepLookup
{
    /// <summary>Means the sweep submitted last.</summary>
    public const string Latest = "latest";

    private const int MostCandidates = 10;

    /// <exception cref="CliException">No sweep is meant, or several are.</exception>
    public static async Task<SweepRecord> FindAsync(ISweepRegister sweeps, string id, CancellationToken cancellation)
    {
        var prefix = id == Latest ? null : SweepIds.Prefix(id) ?? throw CliException.Usage(
            new Problem("ID", id.Length == 0 ? "\"\"" : id, "must be the id of a sweep or the start of one, in hexadecimal digits", "`sweep list` shows them"));
        List<RowDamage> damaged = [];
        var filter = new SweepFilter(IdPrefix: prefix, Limit: prefix is null ? 1 : MostCandidates + 1) { DamageFound = damaged.Add };
        var found = await sweeps.ListSweepsAsync(filter, cancellation);
        return found switch
        {
            [] when damaged is [var damage, ..] => throw CliException.Failed($"{sweeps.Description}: {damage} (set it right, or delete the row)"),
            [] when prefix is null => throw CliException.Usage(new Problem("ID", id, "is no sweep: the database has none", "`sweep run SPEC` makes one")),
            [] => throw CliException.Usage(new Problem("ID", id, $"is no sweep of {sweeps.Description}", "`sweep list` shows them")),
            [var one] => one,
            _ => throw new CliException(ExitCodes.Usage, Ambiguous(id, found)),
        };
    }

    /// <summary>What is to be said of a sweep that was there a moment ago.</summary>
    public static CliException Gone(ISweepRegister sweeps, SweepRecord sweep) => CliException.Failed(
        $"{sweep} is not in {sweeps.Description} any more: somebody deleted it, and with it its trials; `sweep run SPEC` starts another of its spec");

    private static List<string> Ambiguous(string id, IReadOnlyList<SweepRecord> found)
    {
        var error = new Problem("ID", id, "is the start of several ids", "write more of it:");
        List<string> lines = [error.ToString()];
        lines.AddRange(found.Take(MostCandidates).Select(sweep => $"  {SweepIds.Full(sweep.Id)}  {sweep.State.ToName(),-9}  {Printable.Of(sweep.Name)}"));
        if (found.Count > MostCandidates)
            lines.Add("  …");
        return lines;
    }
}
