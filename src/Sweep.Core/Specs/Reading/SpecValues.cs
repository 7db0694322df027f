using System.Globalization;
using Sweep.Core.Spaces;
using Sweep.Core.Texts;

namespace Sweep.Core.Specs.Reading;

/// <summary>Reads single values, and says what is wrong with them; null where something is.</summary>
internal sealed class SpecValues(SpecErrors errors)
{
    /// <summary>A whole number within limits, both included.</summary>
    public long? Whole(string path, SpecNode node, long least, long most)
    {
        var remedy = least == most ? $"write {least}" : $"write a whole number from {least} to {most}";
        return Number(path, node, "a whole number", remedy, text => WholeOf(text, least, most, remedy));
    }

    /// <summary>A finite number greater than 0.</summary>
    public double? Positive(string path, SpecNode node, string example)
    {
        var remedy = $"write a number such as {example}";
        return Number(
            path, node, "a number", remedy, text => PositiveOf(text, remedy, mayFollowComma: path.EndsWith(']') && !path.EndsWith("[0]", StringComparison.Ordinal)));
    }

    /// <summary>Any finite number.</summary>
    public double? Real(string path, SpecNode node) => Number(path, node, "a number", "write a number such as 0.5", RealOf);

    /// <summary>A value of a kind; a whole number within limits.</summary>
    public ParameterValue? Value(
        string path, SpecNode node, ParameterKind kind, string remedy, long least = long.MinValue, long most = long.MaxValue) => kind switch
        {
            ParameterKind.Text => Text(path, node, "text", remedy) is { } text ? text : default(ParameterValue?),
            ParameterKind.Whole => Whole(path, node, least, most) is { } whole ? whole : default(ParameterValue?),
            ParameterKind.Real => Real(path, node) is { } real ? real : default(ParameterValue?),
            _ => Truth(path, node) is { } truth ? truth : default(ParameterValue?),
        };

    /// <summary>True or false, in these words.</summary>
    public bool? Truth(string path, SpecNode node) => Number(
        path, node, "true or false", "write true or false", text => text is "true" or "false" ? new NumberReading<bool>(text == "true", "", "") : new(null, "must be true or false", "write true or false"));

    /// <summary>A time: a number with its unit (ms, s, m, h, d), or of seconds.</summary>
    public TimeSpan? Duration(string path, SpecNode node) => Measure(path, node, "a time", "write a time such as 30s, 10m or 2h", Durations, SpecLimits.Seconds) is { } seconds
        ? TimeSpan.FromSeconds(seconds)
        : null;

    /// <summary>A size: a number with its unit (KiB, MiB, GiB, KB, MB, GB), or of bytes.</summary>
    public long? Size(string path, SpecNode node) => (long?)Measure(path, node, "a size", "write a size such as 512MiB or 2GiB", Sizes, SpecLimits.Bytes);

    /// <summary>Text, with quotes or without; a number, null or true needs quotes to be text.</summary>
    public string? Text(string path, SpecNode node, string what, string remedy)
    {
        if (node is SpecNode.Broken)
            return null;
        if (node.IsNull)
        {
            errors.Add(path, node, "", "has no value", remedy);
            return null;
        }

        if (node is not SpecNode.Scalar scalar)
        {
            errors.Add(path, node, $"must be {what}", remedy);
            return null;
        }

        if (scalar.IsQuoted || !LooksLikeAnotherType(scalar.Text))
            return scalar.Text;
        errors.Add(path, node, $"must be {what}, and is a number or a truth value without quotes", remedy);
        return null;
    }

    private T? Number<T>(string path, SpecNode node, string what, string remedy, Func<string, NumberReading<T>> read)
        where T : struct
    {
        if (node is SpecNode.Broken)
            return null;
        if (node.IsNull)
        {
            errors.Add(path, node, "", "has no value", remedy);
            return null;
        }

        if (node is not SpecNode.Scalar scalar)
        {
            errors.Add(path, node, $"must be {what}", remedy);
            return null;
        }

        var reading = read(scalar.Text);
        if (scalar.IsQuoted && WrittenNumber.IsDecimal(scalar.Text))
            errors.Add(path, node, $"is text in quotes and must be {what}", reading.Value is null ? reading.Remedy : $"write {Shown.Of(scalar.Text)} without quotes");
        else if (scalar.IsQuoted)
            errors.Add(path, node, $"must be {what}", remedy);
        else if (reading.Value is null)
            errors.Add(path, node, reading.Rule, reading.Remedy);
        else
            return reading.Value;
        return null;
    }

    // What is advised must not be the next error, so every remedy is checked against the limits.
    private static NumberReading<long> WholeOf(string text, long least, long most, string remedy)
    {
        if (!WrittenNumber.IsWhole(text))
        {
            var advice = WrittenNumber.MeantBy(text) is { } meant && meant >= least && meant <= most ? $"write {meant}" : remedy;
            return new(null, "must be a whole number in plain digits", advice);
        }

        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            value = text.StartsWith('-') ? long.MinValue : long.MaxValue;
        if (value >= least && value <= most)
            return new(value, "", "");
        var rule = value < least ? $"must be at least {least}" : $"must be at most {most}";
        return new(null, least == most ? $"must be {least}" : rule, remedy);
    }

    private static NumberReading<double> PositiveOf(string text, string remedy, bool mayFollowComma)
    {
        if (WrittenNumber.IsNotFinite(text))
            return new(null, "must be a finite number greater than 0", remedy);
        if (WrittenNumber.IsDecimal(text) && WrittenNumber.HasLeadingZeros(text))
        {
            var advice = WrittenNumber.PositiveMeantBy(text) is { } plain ? $"write {plain}" : remedy;
            return new(null, "must have no leading zeros", mayFollowComma ? $"{advice}; a decimal point is a point, the comma parts two values" : advice);
        }

        if (!WrittenNumber.IsDecimal(text))
            return new(null, "must be a number in decimals", WrittenNumber.PositiveMeantBy(text) is { } meant ? $"write {meant}" : remedy);
        var value = WrittenNumber.ToDouble(text);
        if (double.IsInfinity(value))
            return new(null, "is too large for a 64-bit floating-point number", remedy);
        if (value == 0 && text.Split('e', 'E')[0].AsSpan().ContainsAnyInRange('1', '9'))
            return new(null, "is too close to 0 for a 64-bit floating-point number", remedy);
        return value <= 0 ? new(null, "must be greater than 0", remedy) : new(value, "", "");
    }

    private static readonly (string Unit, double Worth)[] Durations = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86400), ("", 1)];

    private static readonly (string Unit, double Worth)[] Sizes =
        [("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("KB", 1e3), ("MB", 1e6), ("GB", 1e9), ("B", 1), ("", 1)];

    private double? Measure(string path, SpecNode node, string what, string remedy, (string Unit, double Worth)[] units, double most)
    {
        if (node is SpecNode.Broken)
            return null;
        if (node is SpecNode.Scalar { IsNull: false } scalar)
        {
            foreach (var (unit, worth) in units)
            {
                var number = scalar.Text.EndsWith(unit, StringComparison.Ordinal) ? scalar.Text[..^unit.Length].TrimEnd() : "";
                if (!WrittenNumber.IsDecimal(number) || WrittenNumber.ToDouble(number) * worth is not (> 0 and var measure))
                    continue;
                if (measure <= most)
                    return measure;
                errors.Add(path, node, $"is too large for {what}", remedy);
                return null;
            }
        }

        errors.Add(path, node, node.IsNull ? "" : node.Show(), node.IsNull ? "has no value" : $"must be {what} above 0", remedy);
        return null;
    }

    private static NumberReading<double> RealOf(string text)
    {
        const string Remedy = "write a number such as 0.5";
        if (!WrittenNumber.IsDecimal(text) || WrittenNumber.HasLeadingZeros(text))
            return new(null, WrittenNumber.IsNotFinite(text) ? "must be a finite number" : "must be a number in decimals", Remedy);
        var value = WrittenNumber.ToDouble(text);
        return double.IsFinite(value) ? new(value, "", "") : new(null, "is too large for a 64-bit floating-point number", Remedy);
    }

    private static bool LooksLikeAnotherType(string text) =>
        WrittenNumber.IsDecimal(text) || WrittenNumber.IsNotFinite(text) || text.ToUpperInvariant() is "TRUE" or "FALSE";
}
