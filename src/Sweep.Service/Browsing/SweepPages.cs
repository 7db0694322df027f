using Sweep.Core.Sweeps;
using Sweep.Core.Texts;
using Sweep.Core.Trainers;
using Sweep.Service.Answers;
using Sweep.Service.Results;
using Sweep.Storage;
using Sweep.Storage.Faults;
using Sweep.Storage.Results;
using Sweep.Storage.Sweeps;

namespace Sweep.Service.Browsing;

/// <summary>Lists sweeps page by page: a query for the sweeps, one for what their trials sum to, and those for their notes.</summary>
internal sealed class SweepPages(ISweepRegister sweeps, INoteStore notes, SumCache sums)
{
    /// <summary>Characters of a part of a name.</summary>
    private const int LongestName = 200;

    public async Task<Answer<SweepPage>> ReadAsync(SweepQuery query, CancellationToken cancellation)
    {
        var mark = PageToken.MarkOf(
        [
            query.States is null ? "all" : string.Join(' ', query.States.Order().Select(state => state.ToName())), query.NameContains ?? "",
            query.SpecHash ?? "", .. query.Tags.Order(StringComparer.Ordinal),
        ]);
        List<Problem> problems = [];
        PageLimits.Check(query.PageSize, problems);
        if (query.NameContains is { } part && (part.Length > LongestName || !FieldValues.IsStorable(part)))
            problems.Add(new Problem("name", part, FormattableString.Invariant($"must be at most {LongestName} characters of text")));
        problems.AddRange(query.Tags.Select(TagRules.Check).OfType<Problem>());
        (DateTimeOffset, Guid)? behind = null;
        if (query.PageToken is { } token && !PageToken.TryRead(token, mark, ReadPlace, out behind))
            problems.Add(PageLimits.NoToken(token));
        if (problems.Count > 0)
            return new Refusal(RefusalKind.Invalid, [.. problems]);

        // One more than is shown tells whether there are more.
        var filter = new SweepFilter(query.States, query.SpecHash, Limit: query.PageSize + 1)
        {
            NameContains = string.IsNullOrEmpty(query.NameContains) ? null : query.NameContains,
            Tags = query.Tags,
            Behind = behind,
        };
        var found = await sweeps.ListSweepsAsync(filter, cancellation);
        IReadOnlyList<SweepRecord> shown = [.. found.Take(query.PageSize)];
        var totals = await sums.ReadAsync(shown, cancellation);
        var written = await notes.ReadNotesAsync([.. shown.Select(sweep => sweep.Id)], cancellation);
        return new SweepPage(
            [.. shown.Select(sweep => Listed(sweep, totals[sweep.Id], written.GetValueOrDefault(sweep.Id)))],
            found.Count > shown.Count ? PageToken.Write(mark, writer => WritePlace(writer, shown[^1])) : null);
    }

    private static ListedSweep Listed(SweepRecord sweep, TrialSums sums, StoredNotes? notes) =>
        new(sweep, sums.Totals, BestOf(sweep, sums), notes is null ? SweepNotes.None : new SweepNotes(notes.Note, notes.Tags));

    private static double? BestOf(SweepRecord sweep, TrialSums sums)
    {
        try
        {
            return sums.LeastObjective is null ? null : sweep.Spec.Objective.Goal == Goal.Minimize ? sums.LeastObjective : sums.GreatestObjective;
        }
        catch (StoreException damage) when (damage.IsDamage)
        {
            // Whoever looks at that sweep is told.
            return null;
        }
    }

    private static void WritePlace(BinaryWriter writer, SweepRecord sweep)
    {
        writer.Write(sweep.CreatedAt.UtcTicks);
        writer.Write(sweep.Id.ToByteArray());
    }

    private static (DateTimeOffset CreatedAt, Guid Id)? ReadPlace(BinaryReader reader)
    {
        var ticks = reader.ReadInt64();
        return ticks >= 0 && ticks < FieldValues.Latest.UtcTicks
            ? (new DateTimeOffset(ticks, TimeSpan.Zero), new Guid(reader.ReadBytes(16)))
            : throw new FormatException("no sweep was made then");
    }
}
