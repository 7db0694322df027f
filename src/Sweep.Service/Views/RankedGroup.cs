using System.Text.Json.Serialization;
using Sweep.Core.Analysis;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;

namespace Sweep.Service.Views;

/// <summary>How one value of a parameter did, which is the one of the first five that is not null.</summary>
public sealed record RankedGroup(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Pattern? Pattern,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? LearningRate,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Iterations,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Samples,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Hidden,
    long Trials,
    long Reached,
    double Share,
    int? MedianIterations,
    int? BestIterations,
    RankedSetting Best)
{
    internal static IReadOnlyList<RankedGroup> Of(IEnumerable<ConvergenceRow> rows) => [.. rows.Select(Of)];

    private static RankedGroup Of(ConvergenceRow row)
    {
        var point = row.Best.Point;
        T? Where<T>(ParameterName name, T value)
            where T : struct => row.By == name ? value : null;
        return new(
            Where(ParameterName.Pattern, point.Pattern),
            Where(ParameterName.LearningRate, point.LearningRate),
            Where(ParameterName.Iterations, point.Iterations),
            Where(ParameterName.Samples, point.Samples),
            Where(ParameterName.Hidden, point.Hidden),
            row.Trials,
            row.Reached,
            row.Share,
            row.MedianIterations,
            row.BestIterations,
            new RankedSetting(row.Best));
    }
}
