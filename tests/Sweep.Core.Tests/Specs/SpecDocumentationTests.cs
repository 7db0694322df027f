using System.Text.RegularExpressions;
using Sweep.Core.Analysis;
using Sweep.Core.Specs.Reading;

namespace Sweep.Core.Tests.Specs;

public sealed partial class SpecDocumentationTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "specs.md"));

    [Fact]
    public void Page_EverySpecInIt_IsValid()
    {
        var specs = YamlBlock().Matches(Page).Select(match => match.Groups["text"].Value).ToList();
        Assert.Equal(7, specs.Count);
        Assert.All(specs, spec => Assert.Empty(SpecReader.Read(spec).Errors));
    }

    [Fact]
    public void Page_Keys_AreAllExplained()
    {
        var keys = SpecKeys.Top.Except(["parameters", "target", "record"])
            .Concat(Ranking.Perceptron.Names.Select(name => $"parameters.{name}"))
            .Concat(["target.loss", "record.every"])
            .Concat(SpecKeys.Reserved);
        Assert.All(keys, key => Assert.Contains($"`{key}`", Page, StringComparison.Ordinal));
    }

    [GeneratedRegex("```yaml\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex YamlBlock();
}
