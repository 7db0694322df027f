namespace Sweep.Benchmarks.Load;

/// <summary>A section of docs/benchmarks.md that is measured apart: what writes another leaves it as it is.</summary>
internal static class PageSection
{
    /// <summary>As the page has it, from the line before its heading to the next; empty where there is none.</summary>
    public static string Of(string page, string heading)
    {
        var at = page.IndexOf($"\n{heading}\n", StringComparison.Ordinal);
        if (at < 0)
            return "";
        var end = page.IndexOf("\n## ", at + heading.Length, StringComparison.Ordinal);
        return end < 0 ? page[at..] : page[at..end];
    }

    /// <summary>Puts it where it was, or at the end.</summary>
    public static void Renew(string file, string heading, IEnumerable<string> lines)
    {
        var page = File.Exists(file) ? File.ReadAllText(file) : "";
        var section = $"\n{heading}\n\n{string.Join('\n', lines)}\n";
        var before = Of(page, heading);
        File.WriteAllText(file, before.Length > 0 ? page.Replace(before, section, StringComparison.Ordinal) : page.TrimEnd('\n') + "\n" + section);
    }
}
