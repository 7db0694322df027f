using Sweep.Core.Arithmetic;
using Sweep.Core.Spaces;

namespace Sweep.Core.Analysis;

/// <summary>
/// The cells into which <see cref="Importance"/> sorts the values of a parameter: those of Optuna 5, at most 50 of a number. Values that are listed stand at equal
/// distances in their order, which for those of a linear or logarithmic range is where they are on its scale; texts and truths have no order.
/// </summary>
internal sealed class ImportanceDomain
{
    private const int MostCells = 50;

    private readonly Func<ParameterValue, double?> _placeOf;
    private readonly double _low;
    private readonly double _width;

    private ImportanceDomain(int cells, bool isOrdered, double low, double high, Func<ParameterValue, double?> placeOf)
    {
        (Cells, IsOrdered, _low, _placeOf) = (cells, isOrdered, low, placeOf);
        _width = (high - low) / (cells - 1);
    }

    public int Cells { get; }

    /// <summary>True of numbers.</summary>
    public bool IsOrdered { get; }

    /// <summary>Null where the parameter has a single value.</summary>
    public static ImportanceDomain? Of(Parameter parameter) => parameter switch
    {
        { Range: { } range } => Of(range),
        { Count: > 1 } => Of(parameter, parameter.Kind is ParameterKind.Whole or ParameterKind.Real),
        _ => null,
    };

    /// <summary>Null where the value is none of the parameter's.</summary>
    public int? CellOf(ParameterValue value) => _placeOf(value) is { } place
        ? Math.Clamp((int)Math.Ceiling((place - _low) / _width - 0.5), 0, Cells - 1)
        : null;

    private static ImportanceDomain Of(Parameter parameter, bool isOrdered)
    {
        var places = new Dictionary<ParameterValue, double>();
        var values = isOrdered ? parameter.Values.Sort(ParameterValue.Compare) : parameter.Values;
        foreach (var value in values)
            places[value] = places.Count;
        var cells = isOrdered ? Math.Min(places.Count, MostCells) : places.Count;
        return new(cells, isOrdered, 0, places.Count - 1, value => places.TryGetValue(value, out var place) ? place : null);
    }

    private static ImportanceDomain? Of(ParameterRange range)
    {
        var step = range.Step ?? (range.Kind == ParameterKind.Whole ? 1 : (double?)null);

        // The last value of the range, whatever its end; the room is for steps that have no exact double.
        var high = step is { } by && !range.IsLog ? range.Low + Math.Floor((range.High - range.Low) / by + 1e-9) * by : range.High;
        if (!(high > range.Low))
            return null;
        var cells = (range.IsLog, range.Kind, step) switch
        {
            (true, ParameterKind.Whole, _) =>
                Math.Min((int)Math.Ceiling(DeterministicMath.Log(high - range.Low + 1) / DeterministicMath.Log(2)) + 1, MostCells),
            (false, _, { } each) => (int)Math.Min(Math.Round((high - range.Low) / each) + 1, MostCells),
            _ => MostCells,
        };
        double Scaled(double value) => range.IsLog ? DeterministicMath.Log(value) : value;
        return new(cells, isOrdered: true, Scaled(range.Low), Scaled(high), value => value.Kind switch
        {
            ParameterKind.Whole => Scaled(value.Whole),
            ParameterKind.Real => Scaled(value.Real),
            _ => null,
        });
    }
}
