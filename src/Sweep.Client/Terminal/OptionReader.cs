using System.Globalization;
using System.Numerics;
using Sweep.Core.Naming;

namespace Sweep.Client.Terminal;

/// <summary>Reads options of the command line; what is wrong with them is gathered, so that all of it is told at once.</summary>
internal sealed class OptionReader
{
    private readonly List<Problem> _errors = [];

    public IReadOnlyList<Problem> Errors => _errors;

    public void Refuse(Problem error) => _errors.Add(error);

    /// <summary>A whole number in plain decimal digits within limits, both included; <paramref name="otherwise"/> where nothing was written.</summary>
    public long Whole(string option, string? text, long least, long most, long otherwise)
    {
        if (text is null)
            return otherwise;
        var range = string.Create(CultureInfo.InvariantCulture, $"from {least} to {most}");
        if (text.Length > 40 || !WrittenNumber.IsWhole(text))
        {
            _errors.Add(new Problem(option, Shown(text), $"must be a whole number {range}", WrittenPlainly(text, least, most)));
            return otherwise;
        }

        var number = BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (number < least)
            _errors.Add(new Problem(option, text, string.Create(CultureInfo.InvariantCulture, $"must be at least {least}")));
        else if (number > most)
            _errors.Add(new Problem(option, text, string.Create(CultureInfo.InvariantCulture, $"must be at most {most}")));
        else
            return (long)number;
        return otherwise;
    }

    /// <summary>A finite number greater than 0; <paramref name="otherwise"/> where nothing was written.</summary>
    public double Positive(string option, string? text, double otherwise)
    {
        if (text is null)
            return otherwise;
        var remedy = $"write one as {NumberText.Of(otherwise)}";
        if (WrittenNumber.IsNotFinite(text))
            _errors.Add(new Problem(option, text, "must be finite", remedy));
        else if (!WrittenNumber.IsDecimal(text))
            _errors.Add(new Problem(option, Shown(text), "must be a number", WrittenNumber.PositiveMeantBy(text) is { } meant ? $"write {meant}" : remedy));
        else if (WrittenNumber.HasLeadingZeros(text))
            _errors.Add(new Problem(option, text, "must have no leading zeros", WrittenNumber.PositiveMeantBy(text) is { } plain ? $"write {plain}" : remedy));
        else if (WrittenNumber.ToDouble(text) is var number && double.IsInfinity(number))
            _errors.Add(new Problem(option, text, "must be finite", remedy));
        else if (number <= 0)
            _errors.Add(new Problem(option, text, "must be greater than 0", remedy));
        else
            return number;
        return otherwise;
    }

    private static string Shown(string text) => text.Length == 0 ? "\"\"" : text;

    private static string WrittenPlainly(string text, long least, long most) =>
        WrittenNumber.MeantBy(InThousands(text) ? text.Replace(",", "", StringComparison.Ordinal) : text) is { } meant && meant >= least && meant <= most
            ? string.Create(CultureInfo.InvariantCulture, $"write {meant}")
            : "";

    // "1,000,000"; "1,5" is no whole number.
    private static bool InThousands(string text) =>
        text.Split(',') is [{ Length: >= 1 and <= 3 }, .. { Length: > 0 } groups] && groups.All(group => group.Length == 3);
}
