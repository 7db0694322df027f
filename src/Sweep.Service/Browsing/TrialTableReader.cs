using Sweep.Core.Analysis;
using Sweep.Core.Scheduling;
using Sweep.Service.Results;
using Sweep.Storage;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Service.Browsing;

/// <summary>Reads tables.</summary>
internal static class TrialTableReader
{
    /// <summary>Rows of a table: more make no other picture, and of more an even share is read.</summary>
    public const int MostRows = 500_000;

    private const int LeastOfPart = 20_000;

    /// <summary>Each takes a connection.</summary>
    private const int MostParts = 4;

    /// <param name="reader">The store.</param>
    /// <param name="sweep">The sweep.</param>
    /// <param name="rows">How many there are.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<TrialTable> ReadAsync(IPageReader reader, SweepRecord sweep, long rows, CancellationToken cancellation)
    {
        var share = rows <= MostRows ? 1 : (double)MostRows / rows;
        var briefs = await ReadBriefsAsync(reader, sweep, share, rows, cancellation);
        T[] Column<T>(Func<TrialBrief, T> value)
        {
            var column = new T[briefs.Count];
            for (var k = 0; k < column.Length; k++)
                column[k] = value(briefs[k]);
            return column;
        }

        return new TrialTable
        {
            Parameters = new Ranking(sweep.Spec).Names,
            Numbers = Column(brief => brief.Number),
            Points = Column(brief => brief.Point),
            States = Column(brief => brief.State),
            Origins = Column(brief => brief.Origin),
            FinalObjectives = Column(brief => brief.FinalObjective),
            FurtherObjectives = [.. Enumerable.Range(0, sweep.Spec.ReportedObjectives.Length - 1).Select(place => Column(brief => brief.Further[place]))],
            BestObjectives = Column(brief => brief.BestObjective),
            ReachedAt = Column(brief => brief.ReachedAt),
            TrainedIterations = Column(brief => brief.TrainedIterations),
            TrainSeconds = Column(brief => brief.TrainSeconds),
            StartedAt = Column(brief => brief.StartedAt),
            FinishedAt = Column(brief => brief.FinishedAt),
            Silos = Column(brief => brief.Silo),
            Slots = Column(brief => brief.Slot),
            LeftOut = Math.Max(0, share < 1 ? rows - briefs.Count : 0),
        };
    }

    /// <summary>Making values of rows takes longer than finding them, so each core reads a part of the numbers.</summary>
    private static async Task<List<TrialBrief>> ReadBriefsAsync(
        IPageReader reader, SweepRecord sweep, double share, long rows, CancellationToken cancellation)
    {
        var parts = (int)Math.Clamp(rows / LeastOfPart, 1, Math.Min(MostParts, Environment.ProcessorCount));
        var reading = new Task<List<TrialBrief>>[parts];
        var step = sweep.PlannedTrials / parts;
        for (var part = 0; part < parts; part++)
        {
            var numbers = new NumberRange(step * part, part + 1 == parts ? sweep.PlannedTrials : step * (part + 1));
            reading[part] = Task.Run(() => ReadPartAsync(numbers), cancellation);
        }

        var briefs = await Task.WhenAll(reading);
        for (var part = 1; part < parts; part++)
            briefs[0].AddRange(briefs[part]);
        return briefs[0];

        async Task<List<TrialBrief>> ReadPartAsync(NumberRange numbers)
        {
            var found = new List<TrialBrief>((int)Math.Min(numbers.Start == 0 ? rows : rows / parts, MostRows));
            await foreach (var brief in reader.ReadBriefsAsync(sweep.Id, sweep.Spec, numbers, share, cancellation))
                found.Add(brief);
            return found;
        }
    }
}
