using Sweep.Core.Sweeps;
using Sweep.Core.Texts;
using Sweep.Service.Answers;
using Sweep.Storage;
using Sweep.Storage.Faults;
using Sweep.Storage.Sweeps;

namespace Sweep.Service.Sweeps;

/// <summary>Finds the sweep that somebody means: by a whole id, an unambiguous start of one, or <c>latest</c>.</summary>
public static class SweepFinder
{
    private const string Place = "ID";
    private const string Remedy = "`sweep list` shows them";
    private const int MostCandidates = 10;

    internal static async Task<Answer<SweepRecord>> FindAsync(ISweepRegister store, string id, CancellationToken cancellation)
    {
        if (Check(id) is { } wrong)
            return wrong;
        var prefix = id == SweepIds.Latest ? null : SweepIds.Prefix(id);
        List<RowDamage> damaged = [];
        var filter = new SweepFilter(IdPrefix: prefix, Limit: prefix is null ? 1 : MostCandidates + 1) { DamageFound = damaged.Add };
        var found = await store.ListSweepsAsync(filter, cancellation);
        return found switch
        {
            [] when damaged is [var damage, ..] => new Refusal(RefusalKind.Damaged, new Problem("", "", $"{store.Description}: {damage} (set it right, or delete the row)")),
            [] when prefix is null => Refuse(RefusalKind.NotFound, id, "is no sweep: the database has none", RemedyOf(id)),
            [] => Refuse(RefusalKind.NotFound, id, $"is no sweep of {store.Description}"),
            [var one] => one,
            _ => Refuse(RefusalKind.Invalid, id, "is the start of several ids", "write more of it:") with { Details = [.. Candidates(found)] },
        };
    }

    /// <summary>Why nothing can have this id; null where a sweep may.</summary>
    internal static Refusal? Check(string id) => id == SweepIds.Latest || SweepIds.Prefix(id) is not null
        ? null
        : Refuse(RefusalKind.Invalid, id.Length == 0 ? "\"\"" : id, "must be the id of a sweep or the start of one, in hexadecimal digits");

    /// <summary>Why the sweep can have no trial of this number; null where it may.</summary>
    internal static Refusal? CheckNumber(SweepRecord sweep, long number) => number >= 0 && number < sweep.PlannedTrials
        ? null
        : new Refusal(RefusalKind.Invalid, new Problem(
            "number", FormattableString.Invariant($"{number}"),
            FormattableString.Invariant($"must be 0 to {sweep.PlannedTrials - 1}: {sweep} has no other trials")));

    /// <summary>The same refusal as another place and other remedies have it, in the words of the command line.</summary>
    internal static Refusal Reworded(Refusal refusal, string id) => refusal.Kind is not (RefusalKind.Invalid or RefusalKind.NotFound)
        ? refusal
        : refusal with
        {
            Problems = [.. refusal.Problems.Select(problem =>
                new Problem(Place, problem.Value, problem.Rule, refusal.Details.Count > 0 ? problem.Remedy : RemedyOf(id)))],
        };

    /// <summary>What is to be said of a sweep that was there a moment ago.</summary>
    public static Refusal Gone(IStore store, SweepRecord sweep) => new(RefusalKind.Gone, new Problem(
        "", "", $"{sweep} is not in {store.Description} any more: somebody deleted it, and with it its trials", "`sweep run SPEC` starts another of its spec"));

    private static string RemedyOf(string id) => id == SweepIds.Latest ? "`sweep run SPEC` makes one" : Remedy;

    private static Refusal Refuse(RefusalKind kind, string id, string rule, string remedy = Remedy) => new(kind, new Problem(Place, id, rule, remedy));

    private static IEnumerable<string> Candidates(IReadOnlyList<SweepRecord> found)
    {
        foreach (var sweep in found.Take(MostCandidates))
            yield return $"  {sweep.Id:d}  {sweep.State.ToName(),-9}  {Printable.Of(sweep.Name)}";
        if (found.Count > MostCandidates)
            yield return "  …";
    }
}
