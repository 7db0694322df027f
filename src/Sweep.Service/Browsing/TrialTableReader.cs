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
        var pages = await ReadPagesAsync(reader, sweep, share, rows, cancellation);
        var count = pages.Sum(page => page.Length);
        T[] Column<T>(Cell<T> value)
        {
            var (column, at) = (new T[count], 0);
            foreach (var page in pages)
            {
                for (var k = 0; k < page.Length; k++)
                    column[at++] = value(in page[k]);
            }

            return column;
        }

        return new TrialTable
        {
            Parameters = new Ranking(sweep.Spec).Names,
            Numbers = Column((in brief) => brief.Number),
            Points = Column((in brief) => brief.Point),
            States = Column((in brief) => brief.State),
            Origins = Column((in brief) => brief.Origin),
            FinalObjectives = Column((in brief) => brief.FinalObjective),
            FurtherObjectives = [.. Enumerable.Range(0, sweep.Spec.ReportedObjectives.Length - 1).Select(place => Column((in brief) => brief.Further[place]))],
            BestObjectives = Column((in brief) => brief.BestObjective),
            ReachedAt = Column((in brief) => brief.ReachedAt),
            TrainedIterations = Column((in brief) => brief.TrainedIterations),
            TrainSeconds = Column((in brief) => brief.TrainSeconds),
            StartedAt = Column((in brief) => brief.StartedAt),
            FinishedAt = Column((in brief) => brief.FinishedAt),
            Silos = Column((in brief) => brief.Silo),
            Slots = Column((in brief) => brief.Slot),
            LeftOut = Math.Max(0, share < 1 ? rows - count : 0),
        };
    }

    /// <summary>Making values of rows takes longer than finding them, so each core reads a part of the numbers.</summary>
    private static async Task<List<TrialBrief[]>> ReadPagesAsync(
        IPageReader reader, SweepRecord sweep, double share, long rows, CancellationToken cancellation)
    {
        var parts = (int)Math.Clamp(rows / LeastOfPart, 1, Math.Min(MostParts, Environment.ProcessorCount));
        var reading = new Task<List<TrialBrief[]>>[parts];
        var step = sweep.PlannedTrials / parts;
        for (var part = 0; part < parts; part++)
        {
            var numbers = new NumberRange(step * part, part + 1 == parts ? sweep.PlannedTrials : step * (part + 1));
            reading[part] = Task.Run(
                () => reader.ReadBriefsAsync(sweep.Id, sweep.Spec, numbers, share, cancellation).ToListAsync(cancellation).AsTask(), cancellation);
        }

        return [.. (await Task.WhenAll(reading)).SelectMany(pages => pages)];
    }

    /// <summary>Rows are wide, so they are not copied for a value of them.</summary>
    private delegate T Cell<T>(in TrialBrief brief);
}
