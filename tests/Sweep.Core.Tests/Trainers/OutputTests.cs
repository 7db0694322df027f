using System.Text;
using CsCheck;
using Sweep.Core.Trainers.Protocol;

namespace Sweep.Core.Tests.Trainers;

public sealed class OutputTests
{
    [Fact]
    public void LineSplitter_AnyPieces_GivesTheLinesOfTheWhole() =>
        Gen.Select(Gen.String[Gen.Char["ab\n"], 0, 60].Array[0, 8], Gen.Int[1, 20]).Sample((pieces, longest) =>
        {
            var lines = new List<(string Line, bool IsWhole)>();
            var splitter = new LineSplitter(longest, (line, isWhole) => lines.Add((Encoding.ASCII.GetString(line), isWhole)));
            foreach (var piece in pieces)
                splitter.Add(Encoding.ASCII.GetBytes(piece));
            if (splitter.HasRest)
                splitter.End();
            var text = string.Concat(pieces);
            var expected = text.Split('\n').ToList();
            if (expected[^1].Length == 0)
                expected.RemoveAt(expected.Count - 1);
            Assert.Equal(expected.Select(line => (line[..Math.Min(longest, line.Length)], line.Length <= longest)), lines);
        });

    [Fact]
    public void LogTail_AnyLines_IsTheLongestRunOfWholeLinesAtTheEnd() =>
        Gen.Int[0, 9000].Array[0, 60].Sample(lengths =>
        {
            var tail = new LogTail();
            var all = new StringBuilder();
            for (var k = 0; k < lengths.Length; k++)
            {
                var line = new string((char)('a' + k % 26), lengths[k]);
                tail.Add(Encoding.ASCII.GetBytes(line));
                all.Append(line.Length <= LogTail.LongestLine ? line : $"{line[..LogTail.LongestLine]} […]").Append('\n');
            }

            var text = tail.Text() ?? "";
            Assert.EndsWith(text, all.ToString(), StringComparison.Ordinal);
            Assert.True(Encoding.UTF8.GetByteCount(text) <= LogTail.Size);
            var rest = all.ToString()[..^text.Length];
            if (rest.Length == 0)
                return;
            Assert.Equal('\n', rest[^1]);
            Assert.True(Encoding.UTF8.GetByteCount(text) + Encoding.UTF8.GetByteCount(rest.Split('\n')[^2]) + 1 > LogTail.Size);
        }, iter: 300);

    [Fact]
    public void LogTail_Nothing_IsNull() => Assert.Null(new LogTail().Text());

    [Fact]
    public void LogTail_ProgressBars_KeepTheirLastState()
    {
        var tail = new LogTail();
        tail.Add("10%\r20%\r30%"u8);
        tail.Add("windows\r"u8);
        Assert.Equal("30%\nwindows\n", tail.Text());
    }

    [Fact]
    public void LogTail_WhatIsNoText_IsReplaced()
    {
        var tail = new LogTail();
        tail.Add([(byte)'a', 0, (byte)'b', 0xff, (byte)'c']);
        Assert.Equal("a\ufffdb\ufffdc\n", tail.Text());
    }
}
