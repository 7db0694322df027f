using Sweep.Core.Specs;
using Sweep.Core.Specs.Reading;

namespace Sweep.Core.Tests.Specs;

public sealed class RuledSamplersTests
{
    private const string Grid = "parameters: { pattern: [circle], hidden: [1, 2, 3, 4, 5], samples: [10, 20] }\n";

    [Fact]
    public void SearchSpace_OfTheSameRules_IsLookedThroughOnce()
    {
        var space = Space(Grid + "name: one\nconstraints: [hidden * samples < 60]");
        Assert.Same(space.LeftOut, Space(Grid + "name: other\nconstraints: [hidden * samples < 60]\ndata_seed: 7\nbudget: { trials: 2 }").LeftOut);
        Assert.NotSame(space.LeftOut, Space(Grid + "name: one\nconstraints: [hidden * samples < 70]").LeftOut);
    }

    [Fact]
    public void SearchSpace_OfManyRules_KeepsTheLastOnes()
    {
        var space = Space(Grid + "name: one\nconstraints: [hidden < 5]");
        for (var least = 0; least < 4; least++)
            Space(Grid + $"name: one\nconstraints: [hidden > {least}]");
        Assert.Same(space.LeftOut, Space(Grid + "name: one\nconstraints: [hidden < 5]").LeftOut);
        for (var most = 21; most < 121; most++)
            Space(Grid + $"name: one\nconstraints: [hidden * samples < {most}]");
        Assert.NotSame(space.LeftOut, Space(Grid + "name: one\nconstraints: [hidden < 5]").LeftOut);
    }

    private static SearchSpace Space(string spec) => new(SpecReader.Read(spec).Spec!);
}
