using System.Globalization;

namespace Sweep.Core.Specs.Reading;

/// <summary>Reads single values, and says what is wrong with them; null where something is.</summary>
internal sealed class SpecValues(SpecErrors errors)
{
    /// <summary>A whole number within limits, both included.</summary>
    public long? Whole(string path, SpecNode node, long least, long most)
    {
        var remedy = least == most ? $"write {least}" : $"write a whole number from {least} to {most}";
        if (Word(path, node, "a whole number", remedy) is not { } text)
            return null;
        if (!SpecNumber.IsWhole(text))
        {
            if (SpecNumber.MeantBy(text) is { } meant)
                remedy = $"write {meant}";
            errors.Add(path, node, "must be a whole number in plain digits", remedy);
            return null;
        }

        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            value = text.StartsWith('-') ? long.MinValue : long.MaxValue;
        if (value >= least && value <= most)
            return value;
        var rule = value < least ? $"must be at least {least}" : $"must be at most {most}";
        errors.Add(path, node, least == most ? $"must be {least}" : rule, remedy);
        return null;
    }

    /// <summary>A finite number greater than 0.</summary>
    public double? Positive(string path, SpecNode node, string example)
    {
        var remedy = $"write a number such as {example}";
        if (Word(path, node, "a number", remedy) is not { } text)
            return null;
        if (SpecNumber.IsNotFinite(text))
        {
            errors.Add(path, node, "must be a finite number greater than 0", remedy);
            return null;
        }

        if (!SpecNumber.IsDecimal(text))
        {
            var meant = SpecNumber.MeantBy(text) is { } whole ? $"write {whole}" : remedy;
            errors.Add(path, node, "must be a number in decimals", meant);
            return null;
        }

        var value = SpecNumber.ToDouble(text);
        if (double.IsInfinity(value))
            errors.Add(path, node, "is too large for a 64-bit floating-point number", remedy);
        else if (value == 0 && text.Split('e', 'E')[0].AsSpan().ContainsAnyInRange('1', '9'))
            errors.Add(path, node, "is too close to 0 for a 64-bit floating-point number", remedy);
        else if (value <= 0)
            errors.Add(path, node, "must be greater than 0", remedy);
        else
            return value;
        return null;
    }

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

    // The text of a number's scalar.
    private string? Word(string path, SpecNode node, string what, string remedy)
    {
        if (node is SpecNode.Broken)
            return null;
        if (node.IsNull)
        {
            errors.Add(path, node, "", "has no value", remedy);
            return null;
        }

        if (node is SpecNode.Scalar { IsQuoted: false } scalar)
            return scalar.Text;
        if (node is SpecNode.Scalar { Text: var quoted } && SpecNumber.IsDecimal(quoted))
            errors.Add(path, node, $"is text in quotes and must be {what}", $"write {Shown.Of(quoted)} without quotes");
        else
            errors.Add(path, node, $"must be {what}", remedy);
        return null;
    }

    private static bool LooksLikeAnotherType(string text) =>
        SpecNumber.IsDecimal(text) || SpecNumber.IsNotFinite(text) || text.ToUpperInvariant() is "TRUE" or "FALSE";
}
