using System.Reflection;
using ArchUnitNET.Loader;

namespace Sweep.Silo.Tests.Architecture;

/// <summary>Arrows point down, between projects and between the namespaces of one, so none of them are in a circle.</summary>
public sealed class ArchitectureTests
{
    private static readonly Lazy<ArchUnitNET.Domain.Architecture> Loaded =
        new(() => new ArchLoader().LoadAssemblies([.. ProjectLayers.All.Select(project => Assembly.Load(project.Assembly))]).Build());

    /// <summary>All types of all projects.</summary>
    internal static IEnumerable<ArchUnitNET.Domain.IType> Types => Loaded.Value.Types;

    public static TheoryData<string> Projects => [.. ProjectLayers.All.Select(project => project.Assembly)];

    [Fact]
    public void Types_OfAllProjects_UseOnlyProjectsBelow() => AssertNone(Rules(ProjectLayers.All).BetweenProjects());

    [Theory]
    [MemberData(nameof(Projects))]
    public void Types_OfAProject_UseOnlyNamespacesBelow(string project) => AssertNone(Within(ProjectLayers.All.Single(layers => layers.Assembly == project)));

    [Fact]
    public void Order_WithAnArrowTurnedRound_IsBrokenInASentence()
    {
        var core = ProjectLayers.All[0];
        Assert.Contains(
            "Sweep.Core.Specs.Reading.SpecReader uses Sweep.Core.Specs.SweepSpec, but in Sweep.Core the namespace Sweep.Core.Specs.Reading is below Sweep.Core.Specs and must not know it: "
            + "move one of the two, or hand in from above what the lower one needs",
            Within(core with { Lines = [.. core.Lines.Reverse()] }));
        Assert.Contains(Rules([.. ProjectLayers.All.Reverse()]).BetweenProjects(), sentence => sentence.Contains("but Sweep.Storage is below Sweep.Core and must not", StringComparison.Ordinal));
    }

    [Fact]
    public void Order_WithoutANamespaceThatIsThere_AsksForItsPlace()
    {
        var core = ProjectLayers.All[0];
        Assert.StartsWith("Sweep.Core.Arithmetic has no place in the order of Sweep.Core: ", Within(core with { Lines = [.. core.Lines.Select(line => line.Replace("Arithmetic ", ""))] }).First());
    }

    private static void AssertNone(IEnumerable<string> broken)
    {
        var sentences = string.Join('\n', broken);
        Assert.True(sentences.Length == 0, sentences);
    }

    private static IEnumerable<string> Within(ProjectLayers project) => Rules(ProjectLayers.All).Within(project);

    private static LayerRules Rules(IReadOnlyList<ProjectLayers> projects) => new(projects, Types);
}
