using System.Globalization;

namespace Sweep.Core.Naming;

/// <summary>Numbers as people write them: "0.0001", "5e-5", "1e16"; one form of exponent everywhere.</summary>
public static class NumberText
{
    /// <summary>The shortest text that reads back as <paramref name="value"/>.</summary>
    public static string Of(double value) => Plain(value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>At most so many significant digits, zeros at the end left out.</summary>
    /// <param name="digits">1 to 17.</param>
    public static string Rounded(double value, int digits) =>
        // Through the rounded value's own text: "G3" alone would write 1234 as 1.23E+03.
        Of(double.Parse(value.ToString($"E{digits - 1}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    private static string Plain(string text)
    {
        var exponent = text.IndexOf('E', StringComparison.Ordinal);
        return exponent < 0 ? text : $"{text.AsSpan(0, exponent)}e{int.Parse(text.AsSpan(exponent + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)}";
    }
}
