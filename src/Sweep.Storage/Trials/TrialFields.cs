using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Storage.Trials;

/// <summary>By what the trials of a sweep can be selected and sorted.</summary>
public static class TrialFields
{
    private static readonly TrialField[] Columns = [.. TrialColumns.All.Select(FieldOf).OfType<TrialField>()];

    /// <summary>
    /// The columns of <c>trials</c> and the sweep's parameters. A column comes before a parameter of the same name, but for those in which the
    /// perceptron's parameters are: other trainers' rows have nothing there.
    /// </summary>
    public static IReadOnlyList<TrialField> Of(SweepSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var columns = spec.Trainer.IsPerceptron ? Columns : Columns.Where(column => PerceptronParameters.Declaration.Find(column.Name) is null);
        var parameters = spec.Parameters.Select(parameter => new TrialField(parameter.Name, KindOf(parameter.Kind), IsParameter: true));
        return [.. columns.Concat(parameters).DistinctBy(field => field.Name)];
    }

    private static TrialField? FieldOf(TrialColumn column)
    {
        var kind = Nullable.GetUnderlyingType(column.Kind) ?? column.Kind;
        TrialFieldKind? found = kind == typeof(string) ? TrialFieldKind.Text
            : kind == typeof(int) || kind == typeof(long) ? TrialFieldKind.Whole
            : kind == typeof(double) ? TrialFieldKind.Real
            : kind == typeof(bool) ? TrialFieldKind.Truth
            : kind == typeof(DateTimeOffset) ? TrialFieldKind.Time
            : null;
        return found is { } known ? new TrialField(column.Name, known) : null;
    }

    private static TrialFieldKind KindOf(ParameterKind kind) => kind switch
    {
        ParameterKind.Text => TrialFieldKind.Text,
        ParameterKind.Whole => TrialFieldKind.Whole,
        ParameterKind.Real => TrialFieldKind.Real,
        _ => TrialFieldKind.Truth,
    };
}
