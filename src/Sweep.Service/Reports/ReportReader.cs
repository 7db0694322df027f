using Sweep.Core.Analysis;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Storage;
using Sweep.Storage.Results;
using Sweep.Storage.Sweeps;

namespace Sweep.Service.Reports;

/// <summary>Gathers a report.</summary>
internal static class ReportReader
{
    public static async Task<ReportData> ReadAsync(
        TrialTotals totals, IResultReader results, SweepRecord sweep, DateTimeOffset now, CancellationToken cancellation)
    {
        var spec = sweep.Spec;
        var ranking = new Ranking(spec);
        var varied = ranking.Names.Where(name => name == ranking.By || spec.Find(name) is { IsVaried: true });
        var settings = await results.ReadSettingsAsync(sweep.Id, sweep.Space, ranking.By, includePruned: false, cancellation);
        List<IReadOnlyList<ConvergenceRow>> tables = [];
        foreach (var name in varied)
        {
            var isSame = (name == ranking.Resource) == (ranking.By == ranking.Resource);
            var own = isSame ? settings : await results.ReadSettingsAsync(sweep.Id, sweep.Space, name, includePruned: false, cancellation);
            tables.Add(ConvergenceTable.Build(own, name, ranking));
        }

        // What is drawn besides is the exercise's: its patterns, rates and loss curves.
        IReadOnlyList<CurveChoice> choices = spec.Trainer.IsPerceptron
            ? await CurveChoice.ReadAsync(results, sweep.Id, sweep.Space, settings, cancellation)
            : [];
        var cells = spec.Trainer.IsPerceptron ? MedianGrid.Build(settings, ranking) : [];
        var lines = await ReadLinesAsync(results, sweep.Id, choices, spec.RecordEvery, cancellation);
        await results.CheckCurvesAsync(sweep.Id, cancellation);
        var comparison = tables[0].Count > 1 && ranking.CanCompare(ranking.By) ? GroupComparison.Of(settings, tables[0], ranking) : null;
        return new(sweep, totals, tables, comparison, cells, lines, now);
    }

    private static async Task<IReadOnlyList<CurveLine>> ReadLinesAsync(
        IResultReader results, Guid id, IReadOnlyList<CurveChoice> choices, int every, CancellationToken cancellation)
    {
        var gatherers = choices
            .Select(choice => new CurveGatherer(choice, every, (int)choice.Setting.Point[PerceptronParameters.Iterations].Whole - 1))
            .ToList();
        var lineOf = new Dictionary<long, CurveGatherer>();
        for (var i = 0; i < choices.Count; i++)
        {
            foreach (var number in choices[i].Numbers)
                lineOf[number] = gatherers[i];
        }
        if (lineOf.Count > 0)
        {
            await foreach (var curve in results.ReadCurvesAsync(id, lineOf.Keys, cancellation))
                lineOf[curve.Number].Add(curve);
        }
        return [.. gatherers.Select(gatherer => gatherer.ToLine()).Where(line => line.Points.Count > 0)];
    }
}
