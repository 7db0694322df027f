using System.Text;
using System.Text.RegularExpressions;
using Sweep.Core.Specs;
using Sweep.Core.Specs.Reading;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Cookbook;

/// <summary>
/// <c>docs/sql.md</c>: queries in blocks <c>sql</c> (both databases), <c>sql postgresql</c> and <c>sql sqlite</c>, each question followed by
/// its answer in a block <c>text</c>.
/// </summary>
internal sealed partial class CookbookPage(string text)
{
    private const string Both = "sql";

    public string Text { get; } = text;

    public static string Path => Repository.File("docs/sql.md");

    /// <summary>The spec that the page shows.</summary>
    public SweepSpec Spec
    {
        get
        {
            var block = Blocks().Matches(Text).Single(match => match.Groups["info"].Value == "yaml");
            var read = SpecReader.Read(block.Groups["body"].Value);
            Assert.Empty(read.Errors);
            return read.Spec!;
        }
    }

    public static CookbookPage Read() => new(File.ReadAllText(Path));

    /// <summary>The queries of a dialect, in order.</summary>
    public IReadOnlyList<string> Queries(string dialect) =>
        [.. Blocks().Matches(Text).Where(block => IsOf(block.Groups["info"].Value, dialect)).Select(block => block.Groups["body"].Value)];

    /// <summary>The page with these answers to the queries of <paramref name="dialect"/>, in order, and no others.</summary>
    public string WithAnswers(string dialect, IReadOnlyList<string> answers)
    {
        var page = new StringBuilder();
        var end = 0;
        var next = 0;
        string? pending = null;
        foreach (Match block in Blocks().Matches(Text))
        {
            var info = block.Groups["info"].Value;
            if (info == "text" || info.StartsWith(Both, StringComparison.Ordinal))
            {
                var between = Text[end..block.Index];
                if (info == "text" || !string.IsNullOrWhiteSpace(between))
                    Flush(page, ref pending);
                if (info == "text")
                {
                    end = block.Index + block.Length;
                    continue;
                }

                page.Append(between).Append(block.Value);
                if (IsOf(info, dialect))
                    pending = answers[next++];
                end = block.Index + block.Length;
            }
        }

        Flush(page, ref pending);
        return page.Append(Text[end..]).ToString();
    }

    private static void Flush(StringBuilder page, ref string? answer)
    {
        if (answer is not null)
            page.Append("\n```text\n").Append(answer).Append("```\n");
        answer = null;
    }

    private static bool IsOf(string info, string dialect) => info == Both || info == $"{Both} {dialect}";

    [GeneratedRegex("^```(?<info>[a-z ]+)\n(?<body>.*?)^```\n", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blocks();
}
