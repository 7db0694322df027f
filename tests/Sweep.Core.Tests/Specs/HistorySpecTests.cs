using Sweep.Core.Specs.Reading;

namespace Sweep.Core.Tests.Specs;

/// <summary>The section <c>history</c>.</summary>
public sealed class HistorySpecTests
{
    private const string Valid = "name: n\nparameters:\n  pattern: [circle]\n  learning_rate: { log: [0.001, 0.1] }\nsampler: tpe\n";

    public static TheoryData<string, string[]> Wrong => new()
    {
        { Valid + "history: first", ["history (line 6, column 10): first must be a list of sweeps; write [first]"] },
        { Valid + "history:", ["history (line 6, column 9): has no value; write [first-try]"] },
        { Valid + "history: []", ["history (line 6, column 10): 0 sweeps must be 1 to 100; write [first-try], or leave it out"] },
        {
            Valid + "history: [12, a, a, '', { b: 1 }]",
            [
                "history[0] (line 6, column 11): 12 must be the id or the name of a sweep, and is a number or a truth value without quotes; write it in quotes",
                "history[2] (line 6, column 18): a is named twice (first in history[1]); leave one of them out",
                "history[3] (line 6, column 21): \"\" is no sweep; write the id or the name of one",
                "history[4] (line 6, column 25): a mapping must be the id or the name of a sweep; write it in quotes",
            ]
        },
        {
            Valid.Replace("tpe", "random", StringComparison.Ordinal) + "history: [a]",
            ["history (line 6, column 10): is of no use to random, which does not look at results; leave it out, or choose one of: tpe, cma_es, nsga_ii, gp, auto"]
        },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Read_WrongHistory_SaysWhatToWrite(string text, string[] messages) =>
        Assert.Equal(messages, SpecReader.Read(text).Errors.Select(error => error.ToString()));

    [Fact]
    public void Read_NamesOfSweeps_AreThereWithTheirPlacesAlsoWhereTheRestIsWrong()
    {
        var read = SpecReader.Read(Valid + "history: [first, '0199']\n");
        Assert.Empty(read.Errors);
        Assert.Null(read.Spec!.History);
        Assert.Equal([new HistoryName("first", "history[0]", 6, 11), new("0199", "history[1]", 6, 18)], read.History);
        Assert.Equal("history[1] (line 6, column 18): 0199 is wrong; do it", read.History[1].Wrong("is wrong", "do it").ToString());
        Assert.Equal(2, SpecReader.Read(Valid + "history: [first, '0199']\nweight: 0\n").History.Length);
    }
}
