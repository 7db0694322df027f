using System.Globalization;
using System.Net;

namespace Sweep.Client.Reports;

/// <summary>Writes HTML; whatever is put into markup through it is escaped.</summary>
internal sealed class HtmlWriter(TextWriter text)
{
    /// <summary>Writes markup of the program's own; every value in its holes is escaped, numbers are invariant.</summary>
    public void Markup(FormattableString markup)
    {
        var values = markup.GetArguments();
        var escaped = new object?[values.Length];
        for (var i = 0; i < values.Length; i++)
            escaped[i] = values[i] is string value ? WebUtility.HtmlEncode(Visible(value)) : values[i];
        text.Write(string.Format(CultureInfo.InvariantCulture, markup.Format, escaped));
        text.Write('\n');
    }

    /// <summary>Writes the content of this assembly's own resource as it is.</summary>
    public void Resource(string name)
    {
        using var stream = typeof(HtmlWriter).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the assembly lacks its resource {name}");
        using var reader = new StreamReader(stream);
        text.Write(reader.ReadToEnd());
    }

    /// <summary>HTML has no way to write control characters, so their Unicode pictures stand in.</summary>
    private static string Visible(string value)
    {
        if (!value.Any(c => char.IsControl(c) && c is not ('\n' or '\t')))
            return value;
        return string.Concat(value.Replace("\r\n", "\n", StringComparison.Ordinal).Select(c => c switch
        {
            '\n' or '\t' => c,
            < ' ' => (char)('\u2400' + c),
            _ when char.IsControl(c) => '\uFFFD',
            _ => c,
        }));
    }
}
