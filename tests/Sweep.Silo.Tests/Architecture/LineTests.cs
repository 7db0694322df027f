using System.Globalization;
using System.Text.RegularExpressions;
using Sweep.Testing;

namespace Sweep.Silo.Tests.Architecture;

/// <summary>The line length that .editorconfig states. What stands in quotes does not count: text for people, markup and data are not cut in two.</summary>
public sealed partial class LineTests
{
    [Fact]
    public void Lines_OfAllSources_AreNoLongerThanStated()
    {
        var limit = int.Parse(Stated().Match(File.ReadAllText(Repository.File(".editorconfig"))).Groups["limit"].Value, CultureInfo.InvariantCulture);
        var longer = string.Join('\n', Sources().SelectMany(file => Lines(file).Where(line => line.Columns > limit).Select(line =>
            $"{Path.GetRelativePath(Repository.File(), file)}({line.Number}): {line.Columns} columns, quoted text not counted, and {limit} is the limit: wrap the line")));
        Assert.True(longer.Length == 0, longer);
    }

    private static IEnumerable<string> Sources() =>
        from folder in new[] { "src", "tests", "examples" }
        from file in Directory.EnumerateFiles(Repository.File(folder), "*.cs", SearchOption.AllDirectories)
        where !Elsewhere().IsMatch(file)
        select file;

    /// <summary>All lines but those of raw strings.</summary>
    private static IEnumerable<(int Number, int Columns)> Lines(string file)
    {
        var (isRaw, number) = (false, 0);
        foreach (var line in File.ReadLines(file))
        {
            number++;
            var marks = RawMark().Count(line);
            if (!isRaw && marks == 0)
                yield return (number, Quoted().Replace(line, "\"\"").Length);
            isRaw ^= marks % 2 == 1;
        }
    }

    [GeneratedRegex(@"^max_line_length = (?<limit>\d+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Stated();

    [GeneratedRegex("[/\\\\](bin|obj|Migrations)[/\\\\]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Elsewhere();

    [GeneratedRegex("\"(\\\\.|[^\"\\\\])*\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex("\"\"\"+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RawMark();
}
