using Sweep.Core.Analysis;
using Sweep.Core.Specs;
using Sweep.Storage;

namespace Sweep.Service.Reports;

/// <summary>Gathers a report from the store.</summary>
internal static class ReportReader
{
    public static async Task<ReportData> ReadAsync(
        ISweepRegister sweeps, IResultReader results, SweepRecord sweep, DateTimeOffset now, CancellationToken cancellation)
    {
        var spec = sweep.Spec;
        var totals = await sweeps.TotalTrialsAsync(sweep.Id, cancellation);
        var varied = ParameterValues.All.Where(
            name => name == ParameterName.Pattern || spec.Parameters.Any(parameter => parameter.Name == name && parameter.Count > 1));
        var settings = await results.ReadSettingsAsync(sweep.Id, ParameterName.Pattern, cancellation);
        List<IReadOnlyList<ConvergenceRow>> tables = [];
        foreach (var name in varied)
        {
            var gathered = name == ParameterName.Iterations ? await results.ReadSettingsAsync(sweep.Id, name, cancellation) : settings;
            tables.Add(ConvergenceTable.Build(gathered, name));
        }

        var cells = MedianGrid.Build(settings);
        var choices = await CurveChoice.ReadAsync(results, sweep.Id, settings, spec.RecordEvery, cancellation);
        var lines = await ReadLinesAsync(results, sweep.Id, choices, spec.RecordEvery, cancellation);
        await results.CheckCurvesAsync(sweep.Id, cancellation);
        return new(sweep, totals, tables, cells, lines, now);
    }

    private static async Task<IReadOnlyList<CurveLine>> ReadLinesAsync(
        IResultReader results, Guid id, IReadOnlyList<CurveChoice> choices, int every, CancellationToken cancellation)
    {
        var gatherers = choices.Select(choice => new CurveGatherer(choice, every, choice.Setting.Point.Iterations - 1)).ToList();
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
