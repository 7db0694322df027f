using CsCheck;
using Sweep.Service.Archives;
using Sweep.Storage.Archives;
using Sweep.Testing;

namespace Sweep.Client.Tests.Archives;

public sealed class TableFileTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Tables => [.. ArchiveTables.All.Select(table => table.Name)];

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task AnyRows_WrittenAndRead_AreTheSameToTheBit(string name)
    {
        using var folder = new TemporaryFolder();
        var table = ArchiveTables.All.Single(one => one.Name == name);
        await ArchiveRows.Any(table).Array[0, 8].SampleAsync(
            async rows =>
            {
                var written = await TableFile.WriteAsync(folder.Path, table, rows.ToAsyncEnumerable(), Cancellation);
                Assert.Equal(rows.Length, written.Rows);
                Assert.Equal(table.Columns, (await TableFile.ReadTableAsync(folder.Path, table, Cancellation)).Columns);
                var read = await TableFile.ReadAsync(folder.Path, table, Cancellation).ToListAsync(Cancellation);
                Assert.Equal(rows.Length, read.Count);
                foreach (var (one, other) in rows.Zip(read))
                    Assert.Equal(one.Select(Bits), other.Select(Bits));
            },
            iter: 100, threads: 1);
    }

    [Fact]
    public async Task ManyRowGroups_AreReadInOrder()
    {
        using var folder = new TemporaryFolder();
        var table = ArchiveTables.All.Single(one => one.Name == "loss_curves");
        object?[] Row(long number) => [Guid.Empty, number, 1, 3_999_999, Points(number), Points(number + 1)];
        await TableFile.WriteAsync(folder.Path, table, Enumerable.Range(0, 5).Select(number => Row(number)).ToAsyncEnumerable(), Cancellation);
        var number = 0L;
        await foreach (var row in TableFile.ReadAsync(folder.Path, table, Cancellation))
            Assert.Equal(Row(number++).Select(Bits), row.Select(Bits));
        Assert.Equal(5, number);
    }

    private static float[] Points(long number) => [.. Enumerable.Range(0, 4_000_000).Select(k => number + k / 4e6f)];

    /// <summary>Numbers as integers: NaN has many forms, and there are two zeros.</summary>
    private static object? Bits(object? value) => value switch
    {
        double number => BitConverter.DoubleToInt64Bits(number),
        float[] numbers => Array.ConvertAll(numbers, BitConverter.SingleToInt32Bits),
        double[] numbers => Array.ConvertAll(numbers, BitConverter.DoubleToInt64Bits),
        _ => value,
    };
}
