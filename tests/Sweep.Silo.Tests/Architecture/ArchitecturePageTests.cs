using System.Text.RegularExpressions;
using Sweep.Testing;

namespace Sweep.Silo.Tests.Architecture;

/// <summary>What docs/architecture.md names is there: a map of what has moved is worse than none.</summary>
public sealed partial class ArchitecturePageTests
{
    private static readonly string Page = File.ReadAllText(Repository.File("docs/architecture.md"));

    [Fact]
    public void Paths_OfThePage_Exist() => AssertNone(Named().Where(name => Path().IsMatch(name)).Where(path => !System.IO.Path.Exists(Repository.File(path))));

    [Fact]
    public void Types_OfThePage_Exist()
    {
        var types = ArchitectureTests.Types.Select(type => type.Name.Split('`')[0]).ToHashSet(StringComparer.Ordinal);
        types.UnionWith([nameof(ArchitectureTests), nameof(ProjectLayers)]);
        types.UnionWith(ProjectLayers.All.SelectMany(project => project.Spaces).Select(space => space[(space.LastIndexOf('.') + 1)..]));
        AssertNone(Named().Where(name => Type().IsMatch(name)).Select(name => name.Split('.')[0]).Where(name => !types.Contains(name)));
    }

    [Fact]
    public void Projects_OfTheOrder_AreAllOnThePage() =>
        AssertNone(ProjectLayers.All.Select(project => $"src/{project.Root}").Except(Named(), StringComparer.Ordinal));

    private static void AssertNone(IEnumerable<string> missing)
    {
        var names = string.Join(", ", missing.Distinct(StringComparer.Ordinal));
        Assert.True(names.Length == 0, $"docs/architecture.md and the code differ in {names}: mend the page");
    }

    private static IEnumerable<string> Named() => Code().Matches(Page).Select(match => match.Groups["code"].Value);

    [GeneratedRegex("`(?<code>[^`\n]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"^(src|tests|docs|deploy|examples)/\S+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Path();

    [GeneratedRegex(@"^[A-Z][A-Za-z]*[a-z][A-Za-z]*(\.[A-Z]\w+)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Type();
}
