using Parquet;
using Parquet.Schema;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Client.Tests.Terminal;
using Sweep.Service.Tables;

namespace Sweep.Client.Tests.Tables;

public sealed class ParquetTableTests : IDisposable
{
    private readonly CliFixture _files = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Read_NumbersOfAllKindsInTwoGroups_AreTheCsvsTable()
    {
        var path = await WriteAsync(
            groups: 2,
            Of<double>("d", [0.1, -2]), Of<float>("f", [0.5f, 1]), Of<int>("i", [int.MinValue, 7]), Of<long>("l", [3, 1L << 40]),
            Of<byte>("b", [255, 0]), Of<decimal>("m", [1.25m, 3]), Of<bool>("t", [true, false]), Nullable<double>("n", [1e-300, 5]), Of<bool>("y", [false, true]));
        var (table, label, positive) = await TableFile.ReadAsync(path, new TableChoice(), Cancellation);
        Assert.Equal(("y", "true"), (label, positive));
        Assert.Equal(4, table.Rows);
        Assert.Equal([0.1, 0.5, int.MinValue, 3, 255, 1.25, 1, 1e-300], table.Row(2));
        Assert.Equal([false, true, false, true], table.Labels);
        var csv = _files.Write("t.csv", "d,f,i,l,b,m,t,n,y\n" + string.Concat(Enumerable.Repeat("0.1,0.5,-2147483648,3,255,1.25,1,1e-300,0\n-2,1,7,1099511627776,0,3,0,5,1\n", 2)));
        Assert.Equal((await TableFile.ReadAsync(csv, new TableChoice(), Cancellation)).Table.Hash, table.Hash);
    }

    [Fact]
    public async Task Read_TextLabel_TakesTheOptions()
    {
        var path = await WriteAsync(1, Of<double>("a", [1, 2]), Text("kind", ["benign", "malignant"]), Text("note", ["x", null]));
        var (table, label, positive) = await TableFile.ReadAsync(path, new TableChoice("kind", "malignant", ["a"]), Cancellation);
        Assert.Equal(("kind", "malignant"), (label, positive));
        Assert.Equal([false, true], table.Labels);
        var failure = await Assert.ThrowsAsync<CliException>(() => TableFile.ReadAsync(path, new TableChoice("kind", "malignant"), Cancellation));
        Assert.Equal("  column note: must be of numbers, or of true and false; choose others with --features", failure.Messages[1]);
    }

    [Fact]
    public async Task Read_NullsAndNoNumbers_AreNamedByRow()
    {
        var path = await WriteAsync(
            1, Nullable<double>("a", [null, double.NaN, 1]), Of<float>("b", [1, 2, float.PositiveInfinity]), Nullable<int>("y", [0, 1, null]));
        var failure = await Assert.ThrowsAsync<CliException>(() => TableFile.ReadAsync(path, new TableChoice(), Cancellation));
        Assert.Equal(ExitCodes.Usage, failure.ExitCode);
        Assert.Equal(
            [
                "  row 1, a: is missing; write a number, or leave the row out", "  row 2, a: \"NaN\" must be finite", "  row 3, b: \"Infinity\" must be finite", "  row 3, y: is missing",
            ],
            failure.Messages.Skip(1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(100)]
    [InlineData(250)]
    public async Task Read_DamagedFile_IsRefusedInWords(int kept)
    {
        var path = await WriteAsync(1, Of<double>("a", [1, 2]), Of<int>("y", [0, 1]));
        var bytes = await File.ReadAllBytesAsync(path, Cancellation);
        await File.WriteAllBytesAsync(path, [.. bytes.Take(kept), .. bytes.TakeLast(Math.Min(kept, 8))], Cancellation);
        var failure = await Assert.ThrowsAsync<CliException>(() => TableFile.ReadAsync(path, new TableChoice(), Cancellation));
        Assert.StartsWith("  it cannot be read as Parquet: ", failure.Messages[1], StringComparison.Ordinal);
    }

    private static Column Of<T>(string name, T[] values)
        where T : struct => new(
            new DataField<T>(name, nullable: false), (group, field) => group.WriteAsync<T>(field, values.AsMemory(), cancellationToken: Cancellation));

    private static Column Nullable<T>(string name, T?[] values)
        where T : struct => new(
            new DataField<T>(name, nullable: true), (group, field) => group.WriteAsync<T>(field, values.AsMemory(), cancellationToken: Cancellation));

    private static Column Text(string name, string?[] values) =>
        new(new DataField<string>(name), (group, field) => group.WriteAsync(field, values!));

    private async Task<string> WriteAsync(int groups, params Column[] columns)
    {
        var path = _files.PathOf("t.parquet");
        await using var file = File.Create(path);
        var schema = new ParquetSchema(columns.Select(column => column.Field));
        await using var writer = await ParquetWriter.CreateAsync(schema, file, cancellationToken: Cancellation);
        for (var k = 0; k < groups; k++)
        {
            using var group = writer.CreateRowGroup();
            foreach (var (field, write) in columns)
                await write(group, field);
            group.CompleteValidate();
        }

        return path;
    }

    private sealed record Column(DataField Field, Func<ParquetRowGroupWriter, DataField, Task> Write);
}
