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

    /// <summary>
    /// HTML has no way to write control characters, so the Unicode pictures of the common ones stand in; what else shows as nothing, or turns the
    /// text around it, is escaped.
    /// </summary>
    private static string Visible(string value)
    {
        if (Printable.IsPlain(value))
            return value;
        var lines = value.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n').Select(line => string.Join('\t', line.Split('\t').Select(part =>
            Printable.Whole(string.Concat(part.Select(c => c < ' ' ? (char)('\u2400' + c) : c))))));
        return string.Join('\n', lines);
    }
}
