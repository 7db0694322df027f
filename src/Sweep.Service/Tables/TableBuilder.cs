using Sweep.Core.Data;
using Sweep.Core.Naming;
using Sweep.Core.Texts;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Service.Tables;

/// <summary>Takes a file's rows, whatever its format, and makes the table of them, or says all that is wrong.</summary>
/// <param name="columns">Which of its columns count.</param>
/// <param name="row">What a row is called: line, row.</param>
/// <param name="form">How whoever asks writes what they want.</param>
/// <param name="problems">Takes what is wrong.</param>
internal sealed class TableBuilder(TableColumns columns, string row, ChoiceForm form, TableProblems problems)
{
    private readonly List<double> _values = [];
    private readonly LabelReader _labels = new(columns.LabelName, form);

    /// <summary>Whether the table has no room for another row, which is said.</summary>
    public bool IsFull(long number)
    {
        if (_values.Count + columns.Features.Length <= DataTable.MostValues)
            return false;
        problems.AddCell(
            PlaceOf(number), null, "", TableProblems.Invariant($"is more than a data set holds, {DataTable.MostValues:N0} numbers (64 MiB)"), $"keep fewer rows, or choose columns with {form.Features}");
        return true;
    }

    /// <summary>A row that has not one value for each column.</summary>
    public void AddMisfit(long number, int count) => problems.AddCell(
        PlaceOf(number), null, "", TableProblems.Invariant($"has {count:N0} {(count == 1 ? "value" : "values")}, and the header {columns.Header.Length:N0} names"));

    /// <summary>The next value of a row's features; false where it is none that can be, which <see cref="Refuse"/> is to be told.</summary>
    /// <param name="value">Null where there is no number.</param>
    public bool TryAddFeature(double? value)
    {
        var isGood = value is { } number && Math.Abs(number) <= TrainingLimits.FeatureSize;
        _values.Add(isGood ? value!.Value : 0);
        return isGood;
    }

    /// <summary>Says why a value cannot be a feature's.</summary>
    /// <param name="number">The row.</param>
    /// <param name="feature">Place among the features.</param>
    /// <param name="written">As the file has it; blank where there is nothing.</param>
    public void Refuse(long number, int feature, string written)
    {
        var column = columns.Header[columns.Features[feature]];
        if (string.IsNullOrWhiteSpace(written))
            problems.AddCell(PlaceOf(number), column, "", "is missing", "write a number, or leave the row out");
        else if (CellNumber.Parse(written) is null)
            problems.AddCell(PlaceOf(number), column, written, "must be a number", Meant(written));
        else if (!double.IsFinite(CellNumber.Parse(written)!.Value))
            problems.AddCell(PlaceOf(number), column, written, "must be finite");
        else
            problems.AddCell(PlaceOf(number), column, written, $"must be within ±{NumberText.Of(TrainingLimits.FeatureSize)}", "write its feature in a larger unit");
    }

    /// <summary>A row's label.</summary>
    /// <param name="number">The row.</param>
    /// <param name="text">Empty where there is none.</param>
    public void AddLabel(long number, string text)
    {
        var value = LabelReader.Plain(text);
        if (value.Length == 0)
            problems.AddCell(PlaceOf(number), columns.LabelName, "", "is missing");
        else if (!Printable.IsPlain(value))
            problems.AddCell(PlaceOf(number), columns.LabelName, value, "must be printable characters in UTF-8");
        else
            _labels.Add(value);
    }

    /// <summary>The whole table; null where something is wrong.</summary>
    public ReadTable? Finish(string? positive)
    {
        if (_labels.Rows == 0 && problems.Count == 0)
        {
            problems.Add(new Problem("", "", "it has a header and no rows"));
            return null;
        }

        return _labels.Finish(positive, problems) is { } labels
            ? new ReadTable(new DataTable(columns.FeatureNames, [.. _values], labels.Labels), columns.LabelName, labels.Positive)
            : null;
    }

    /// <summary>"1,5" as half of Europe writes it.</summary>
    private static string Meant(string written) =>
        written.Count(character => character == ',') == 1 && CellNumber.Parse(written.Replace(',', '.')) is { } number
            ? $"write {NumberText.Of(number)}"
            : "";

    private string PlaceOf(long number) => TableProblems.Invariant($"{row} {number}");
}
