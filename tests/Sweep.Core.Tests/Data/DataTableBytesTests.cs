using System.Collections.Immutable;
using System.Security.Cryptography;
using CsCheck;
using Sweep.Core.Data;

namespace Sweep.Core.Tests.Data;

public sealed class DataTableBytesTests
{
    private static readonly Gen<DataTable> Tables =
        from features in Gen.Int[1, 5]
        from rows in Gen.Int[1, 20]
        from values in Gen.Double.Where(double.IsFinite).Array[features * rows]
        from labels in Gen.Bool.Array[rows]
        select new DataTable([.. Enumerable.Range(0, features).Select(k => $"x{k}")], values, labels);

    [Fact]
    public void Write_AnyTable_IsReadBackAndIsWhatIsHashed() => Tables.Sample(table =>
    {
        var bytes = DataTableBytes.Write(table);
        Assert.Equal(table.Hash, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        var read = DataTableBytes.Read(table.Features, bytes);
        Assert.Equal(table.Hash, read.Hash);
        Assert.Equal(table.Values, read.Values);
        Assert.Equal(table.Labels, read.Labels);
    });

    [Fact]
    public void Read_AnyBytes_GivesATableOrSaysThatTheyAreNone() => Gen.Select(Gen.Byte.Array[0, 60], Gen.Int[1, 3]).Sample((bytes, features) =>
    {
        try
        {
            DataTableBytes.Read([.. Enumerable.Repeat("x", features)], bytes);
        }
        catch (FormatException)
        {
            // Its words are told with the row's.
        }
    });

    [Fact]
    public void Read_OtherNumberOfNames_IsRefused()
    {
        var bytes = DataTableBytes.Write(new DataTable(["a", "b"], [1, 2], [true]));
        Assert.Equal("the numbers are of 2 features, the names of 1", Assert.Throws<FormatException>(() => DataTableBytes.Read(["a"], bytes)).Message);
        Assert.Throws<FormatException>(() => DataTableBytes.Read(["a", "b"], bytes.AsSpan(1)));
        Assert.Throws<FormatException>(() => DataTableBytes.Read(["a", "b"], bytes.AsSpan(0, bytes.Length - 1)));
    }

    [Fact]
    public void DataTable_MoreThan64MebibytesOfNumbers_IsRefused()
    {
        ImmutableArray<string> one = ["x"];
        var values = new double[DataTable.MostValues + 1];
        Assert.Equal(DataTable.MostValues, new DataTable(one, values.AsSpan(1), new bool[DataTable.MostValues]).Rows);
        Assert.Throws<ArgumentException>(() => new DataTable(one, values, new bool[DataTable.MostValues + 1]));
    }
}
