using Sweep.Client.Sweeps;
using Sweep.Client.Terminal;
using Sweep.Client.Tests.Terminal;
using Sweep.Core.Sweeps;
using Sweep.Core.Texts;
using Sweep.Service.Views;
using Sweep.Storage.Results;
using Sweep.Storage.Sweeps;

namespace Sweep.Client.Tests.Sweeps;

public sealed class SweepListViewTests
{
    private const int Pipe = 1_000_000;

    public static TheoryData<string> Names =>
    [
        "short",
        new string('x', 80),
        string.Join(' ', Enumerable.Repeat("many words", 18)),
        string.Concat(Enumerable.Repeat("数据", 100)),
        string.Concat(Enumerable.Repeat("😀", 200)),
        "a\u001b[31m\u0007\u202eb",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void List_OfALongNameAtAnyWidth_HasOneLineARowAndTheWholeId(string name)
    {
        foreach (var width in (int[])[20, 40, 60, 80, 120, 200, Pipe])
        {
            var id = Guid.CreateVersion7();
            var lines = Drawing.Lines(SweepListView.Create([Summary(id, name), Summary(Guid.CreateVersion7(), "other")], TimeProvider.System, width), width);
            // Heading, rule, two rows, and what follows the last line's end.
            Assert.Equal(5, lines.Length);
            Assert.StartsWith($"{id:d} ", lines[2], StringComparison.Ordinal);
            Assert.All(lines, line => Assert.True(width < 60 || Cells.Of(line) <= width, line));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void List_InAPipe_HasTheWholeName(string name)
    {
        var lines = Drawing.Lines(SweepListView.Create([Summary(Guid.CreateVersion7(), name)], TimeProvider.System, Pipe), Pipe);
        Assert.Contains(Printable.Whole(name), lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Cut_WideCharacters_TakesNoMoreThanItsColumns()
    {
        Assert.Equal("数据…", Cells.Cut("数据数据", 6));
        Assert.Equal("数据数据", Cells.Cut("数据数据", 8));
        Assert.Equal("abcde…", Cells.Cut("abcdefgh", 6));
    }

    [Fact]
    public void List_WithTags_HasThemLastAndCutsThemWhereTheyDoNotFit()
    {
        var (plain, tagged) = (Summary(Guid.CreateVersion7(), "plain"), Summary(Guid.CreateVersion7(), "tagged") with { Tags = ["baseline", "paper"] });
        var whole = Drawing.Lines(SweepListView.Create([plain, tagged], TimeProvider.System, Pipe), Pipe)[3].TrimEnd();
        Assert.EndsWith("  baseline, paper", whole, StringComparison.Ordinal);
        var width = Cells.Of(whole) - 10;
        var narrow = Drawing.Lines(SweepListView.Create([plain, tagged], TimeProvider.System, width), width);
        Assert.EndsWith("…", narrow[3].TrimEnd(), StringComparison.Ordinal);
        Assert.All(narrow, line => Assert.True(Cells.Of(line) <= width, line));
        Assert.DoesNotContain("tags", Drawing.Lines(SweepListView.Create([plain], TimeProvider.System, Pipe), Pipe)[0], StringComparison.Ordinal);
    }

    private static SweepSummary Summary(Guid id, string name)
    {
        var now = DateTimeOffset.UtcNow;
        return new SweepSummary(
            new SweepRecord(id, name, "", "{}", "", null, SweepState.Completed, null, 2, 1_000_000_000_000, 0, null, null, 1, now, now),
            new TrialTotals(1_000_000_000_000, 0, 0, 1, 1, now), []);
    }
}
