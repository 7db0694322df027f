using System.Globalization;
using System.Numerics;
using Sweep.Client.Terminal;

namespace Sweep.Client.Commands;

/// <summary>Reads numbers of the command line; what is wrong with them is gathered, so that all of it is told at once.</summary>
internal sealed class Numbers
{
    private readonly List<CliError> _errors = [];

    public IReadOnlyList<CliError> Errors => _errors;

    public void Refuse(CliError error) => _errors.Add(error);

    /// <summary>A whole number in plain decimal digits within limits, both included; <paramref name="otherwise"/> where nothing was written.</summary>
    public long Whole(string option, string? text, long least, long most, long otherwise)
    {
        if (text is null)
            return otherwise;
        var range = string.Create(CultureInfo.InvariantCulture, $"from {least} to {most}");
        if (!BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || text.Length > 40)
        {
            _errors.Add(new CliError(option, Shown(text), $"must be a whole number {range}", WrittenPlainly(text, least, most)));
            return otherwise;
        }

        if (number < least)
            _errors.Add(new CliError(option, text, string.Create(CultureInfo.InvariantCulture, $"must be at least {least}")));
        else if (number > most)
            _errors.Add(new CliError(option, text, string.Create(CultureInfo.InvariantCulture, $"must be at most {most}")));
        else
            return (long)number;
        return otherwise;
    }

    /// <summary>A finite number greater than 0; <paramref name="otherwise"/> where nothing was written.</summary>
    public double Positive(string option, string? text, double otherwise)
    {
        if (text is null)
            return otherwise;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || text != text.Trim())
            _errors.Add(new CliError(option, Shown(text), "must be a number", string.Create(CultureInfo.InvariantCulture, $"write one as {otherwise}")));
        else if (!double.IsFinite(number))
            _errors.Add(new CliError(option, text, "must be finite", string.Create(CultureInfo.InvariantCulture, $"write one as {otherwise}")));
        else if (number <= 0)
            _errors.Add(new CliError(option, text, "must be greater than 0"));
        else
            return number;
        return otherwise;
    }

    private static string Shown(string text) => text.Length == 0 ? "\"\"" : text;

    private static string WrittenPlainly(string text, long least, long most) =>
        double.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var meant)
            && meant == Math.Floor(meant) && meant >= least && meant <= most
            ? string.Create(CultureInfo.InvariantCulture, $"write {meant:0}")
            : "";
}
