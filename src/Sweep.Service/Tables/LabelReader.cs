using System.Globalization;
using Sweep.Core.Naming;
using Sweep.Core.Texts;

namespace Sweep.Service.Tables;

/// <summary>The labels of a file as they come, until it is known which of their two values is 1.</summary>
/// <param name="column">Their name.</param>
/// <param name="form">How whoever asks writes what they want.</param>
internal sealed class LabelReader(string column, ChoiceForm form)
{
    /// <summary>Values that are named where there are too many.</summary>
    private const int MostNamed = 5;

    private readonly List<string> _values = [];
    private readonly List<bool> _isSecond = [];
    private string? _last;
    private int _lastPlace;

    public int Rows => _isSecond.Count;

    /// <summary>One value written in several ways is one: numbers by what they are, true and false in any letters.</summary>
    public static string Plain(string text)
    {
        var trimmed = text.Trim();
        if (double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            return NumberText.Of(number == 0 ? 0 : number);
        return bool.TryParse(trimmed, out var truth) ? NameOf(truth) : trimmed;
    }

    public static string NameOf(bool truth) => truth ? "true" : "false";

    /// <param name="value">As <see cref="Plain"/> gives it.</param>
    public void Add(string value)
    {
        if (value != _last)
        {
            _last = value;
            _lastPlace = _values.IndexOf(value);
            if (_lastPlace < 0 && _values.Count <= MostNamed)
            {
                _lastPlace = _values.Count;
                _values.Add(value);
            }
        }

        _isSecond.Add(_lastPlace == 1);
    }

    /// <summary>The labels, and the value that is 1; null where there is none, which the problems then say.</summary>
    public (bool[] Labels, string Positive)? Finish(string? positive, TableProblems problems)
    {
        // Of rows that could not be read, nobody knows the label.
        if (problems.Count > 0 && _values.Count <= 2)
            return null;
        var place = $"column {column}";
        if (_values.Count != 2)
        {
            var (few, more) = (_values.Take(MostNamed), _values.Count > MostNamed ? ", …" : "");
            var has = _values.Count == 1 ? $"has the one value {_values[0]}" : $"has the values {string.Join(", ", few)}{more}";
            problems.Add(new Problem(place, "", $"{has}; a label has two", $"name another column with {form.Label}, or keep the rows of two classes"));
            return null;
        }

        if (positive is not null && !_values.Contains(Plain(positive)))
        {
            problems.Add(new Problem(
                form.Positive, positive.Length == 0 ? "\"\"" : positive, $"is no value of {column}", $"write {form.PositiveOf(_values[0])} or {form.PositiveOf(_values[1])}"));
            return null;
        }

        if ((positive is null ? Usual() : Plain(positive)) is not { } one)
        {
            problems.Add(new Problem(
                place, "", $"has the values {_values[0]} and {_values[1]}, and which is 1 is not said", $"add {form.PositiveOf(_values[0])} or {form.PositiveOf(_values[1])}"));
            return null;
        }

        var isSecond = one == _values[1];
        return ([.. _isSecond.Select(second => second == isSecond)], one);
    }

    private string? Usual() => (_values.Contains("0") && _values.Contains("1"), _values.Contains("false") && _values.Contains("true")) switch
    {
        (true, _) => "1",
        (_, true) => "true",
        _ => null,
    };
}
