using System.Security.Cryptography;
using Sweep.Core.Data;
using Sweep.Core.Sweeps;
using Sweep.Storage.DataSets;
using Sweep.Storage.Faults;

namespace Sweep.Grains.Tests.Storage;

public abstract partial class SweepStoreContract
{
    [Fact]
    public async Task AddDataSet_New_ReadsBackWhole()
    {
        var set = DataSet("heart", seed: 1);
        var (stored, isNew) = await Store.AddDataSetAsync(set, Cancellation);
        Assert.True(isNew);
        Assert.Equal(["age", "größe, cm"], stored.Features);
        Assert.Equal(
            new DataSetRecord(set.Name, set.Table.Hash, stored.Features, 3, "disease", "yes", "heart.csv", Samples.Start), stored);
        Assert.Equal(stored with { Features = [] }, (await Store.FindDataSetAsync(set.Name, Cancellation))! with { Features = [] });

        var table = (await Store.ReadDataTableAsync(set.Table.Hash, Cancellation))!;
        Assert.Equal(set.Table.Hash, table.Hash);
        Assert.Equal(set.Table.Features, table.Features);
        Assert.Equal(set.Table.Values, table.Values);
        Assert.Equal(set.Table.Labels, table.Labels);
    }

    [Fact]
    public async Task DataSets_UnknownNameOrHash_AreNone()
    {
        Assert.Null(await Store.FindDataSetAsync("nowhere", Cancellation));
        Assert.Null(await Store.ReadDataTableAsync(new string('0', 64), Cancellation));
        var removal = await Store.RemoveDataSetAsync("nowhere", Cancellation);
        Assert.Equal((null, false), (removal.Hash, removal.IsRemoved));
    }

    [Fact]
    public async Task AddDataSet_NameThatIsThere_ChangesNothing()
    {
        var (first, other) = (DataSet("heart", seed: 2), DataSet("", seed: 3));
        await Store.AddDataSetAsync(first, Cancellation);
        Time.Advance(TimeSpan.FromSeconds(1));
        foreach (var table in new[] { first.Table, other.Table })
        {
            var (stored, isNew) = await Store.AddDataSetAsync(first with { Table = table, Source = "other.csv" }, Cancellation);
            Assert.False(isNew);
            Assert.Equal((first.Table.Hash, "heart.csv", Samples.Start), (stored.Hash, stored.Source, stored.CreatedAt));
        }

        Assert.Null(await Store.ReadDataTableAsync(other.Table.Hash, Cancellation));
    }

    [Fact]
    public async Task RemoveDataSet_OneOfTwoNames_LeavesTheNumbersToTheOther()
    {
        var (one, two) = (DataSet("b-one", seed: 4), DataSet("a-two", seed: 4));
        await Store.AddDataSetAsync(one, Cancellation);
        await Store.AddDataSetAsync(two with { Table = new DataTable(["x", "y"], two.Table.Values, two.Table.Labels) }, Cancellation);
        Assert.Equal([two.Name, one.Name], (await Store.ListDataSetsAsync(Cancellation)).Where(set => set.Hash == one.Table.Hash).Select(set => set.Name));
        Assert.Equal(1L, await CountAsync($"SELECT count(*) FROM data_set_contents WHERE hash = '{one.Table.Hash}'"));

        var first = await Store.RemoveDataSetAsync(one.Name, Cancellation);
        Assert.Equal((one.Table.Hash, true, false), (first.Hash, first.IsRemoved, first.IsContentRemoved));
        Assert.Equal(["x", "y"], (await Store.ReadDataTableAsync(one.Table.Hash, Cancellation))!.Features);
        var last = await Store.RemoveDataSetAsync(two.Name, Cancellation);
        Assert.Equal((one.Table.Hash, true, true), (last.Hash, last.IsRemoved, last.IsContentRemoved));
        Assert.Null(await Store.ReadDataTableAsync(one.Table.Hash, Cancellation));
    }

    [Fact]
    public async Task RemoveDataSet_NumbersOfARunningOrPausedSweep_IsRefusedWithItsSweeps()
    {
        var set = DataSet("heart", seed: 5);
        await Store.AddDataSetAsync(set, Cancellation);
        var sweep = await Store.SubmitAsync(SweepOf(set), Cancellation);
        await Store.SubmitAsync(Samples.Sweep() with { CanonicalSpec = """{"name":"patterns","data":["none"]}""" }, Cancellation);
        Assert.Equal([new DataSetUser(sweep.Id, "patterns")], (await Store.RemoveDataSetAsync(set.Name, Cancellation)).Users);
        await Store.ChangeStateAsync(sweep.Id, SweepState.Paused, null, Cancellation);
        Assert.False((await Store.RemoveDataSetAsync(set.Name, Cancellation)).IsRemoved);
        Assert.NotNull(await Store.FindDataSetAsync(set.Name, Cancellation));

        var second = set with { Name = "second" };
        await Store.AddDataSetAsync(second, Cancellation);
        Assert.True((await Store.RemoveDataSetAsync(set.Name, Cancellation)).IsRemoved); // The numbers stay.
        Assert.False((await Store.RemoveDataSetAsync(second.Name, Cancellation)).IsRemoved);
        await Store.ChangeStateAsync(sweep.Id, SweepState.Cancelled, null, Cancellation);
        Assert.True((await Store.RemoveDataSetAsync(second.Name, Cancellation)).IsContentRemoved);
    }

    [Fact]
    public async Task Submit_NumbersThatAreNotThere_IsRefused()
    {
        var set = DataSet("heart", seed: 6);
        var sweep = SweepOf(set);
        Assert.Equal(set.Table.Hash, (await Assert.ThrowsAsync<MissingDataException>(() => Store.SubmitAsync(sweep, Cancellation))).Hash);
        Assert.Null(await Store.FindSweepAsync(sweep.Id, Cancellation));
        await Store.AddDataSetAsync(set, Cancellation);
        Assert.Equal(sweep.Id, (await Store.SubmitAsync(sweep, Cancellation)).Id);
    }

    [Fact]
    public async Task DataSets_AddedRemovedAndRequiredAtOnce_NeverLeaveASweepWithoutItsNumbers()
    {
        await using var other = await OpenAsync();
        for (var round = 0; round < 5; round++)
        {
            var (one, two) = (DataSet($"one-{round}", seed: 10 + round), DataSet($"two-{round}", seed: 10 + round));
            await Store.AddDataSetAsync(one, Cancellation);
            var sweep = SweepOf(one);
            var submitting = Store.SubmitAsync(sweep, Cancellation);
            var adding = Store.AddDataSetAsync(two, Cancellation);
            var removing = other.RemoveDataSetAsync(one.Name, Cancellation);
            await Task.WhenAll(adding, removing);
            try
            {
                await submitting;
            }
            catch (MissingDataException)
            {
                Assert.True((await removing).IsContentRemoved);
                Assert.Null(await Store.FindSweepAsync(sweep.Id, Cancellation));
            }

            Assert.NotNull(await Store.FindDataSetAsync(two.Name, Cancellation));
            Assert.NotNull(await Store.ReadDataTableAsync(two.Table.Hash, Cancellation));
        }
    }

    [Theory]
    [InlineData("data_set_contents", "content", "{damaged}", "data_set_contents.content of data set {hash}: a blob of 59 bytes does not fit its hash")]
    [InlineData("data_sets", "features", "'[\"one\"]'", "data_set_contents.content of data set {hash}: a blob of 59 bytes cannot be read: the numbers are of 2 features, the names of 1")]
    [InlineData("data_sets", "features", "'{}'", "data_set_contents.features of data set {hash}: \"{}\" is no JSON array of names")]
    public async Task ReadDataTable_Damaged_IsTold(string table, string column, string value, string words)
    {
        var set = DataSet("heart", seed: 7);
        await Store.AddDataSetAsync(set, Cancellation);
        var damaged = DataTableBytes.Write(set.Table);
        damaged[^1] ^= 1;
        await QueryAsync(
            $"UPDATE {table} SET {column} = {value.Replace("{damaged}", BlobText(damaged), StringComparison.Ordinal)} WHERE hash = '{set.Table.Hash}'");
        var failure = await Assert.ThrowsAsync<StoreException>(() => Store.ReadDataTableAsync(set.Table.Hash, Cancellation));
        Assert.True(failure.IsDamage);
        Assert.Contains(words.Replace("{hash}", set.Table.Hash, StringComparison.Ordinal), failure.Message, StringComparison.Ordinal);
        Assert.Equal(set.Table.Hash, Convert.ToHexStringLower(SHA256.HashData(DataTableBytes.Write(set.Table))));
        if (column != "content")
            return;
        await Store.AddDataSetAsync(set, Cancellation);
        Assert.NotNull(await Store.ReadDataTableAsync(set.Table.Hash, Cancellation));
    }

    [Fact]
    public async Task ListDataSets_DamagedOne_IsToldAndTheOthersListed()
    {
        var (good, bad) = (DataSet("good", seed: 8), DataSet("bad", seed: 9));
        await Store.AddDataSetAsync(good, Cancellation);
        await Store.AddDataSetAsync(bad, Cancellation);
        await QueryAsync($"UPDATE data_set_contents SET rows = -1 WHERE hash = '{bad.Table.Hash}'");
        List<RowDamage> told = [];
        Store.DamageFound = told.Add;
        var names = (await Store.ListDataSetsAsync(Cancellation)).Select(set => set.Name).ToList();
        Assert.Contains(good.Name, names);
        Assert.DoesNotContain(bad.Name, names);
        Assert.Equal($"data_sets.rows of data set {bad.Name}: -1 is not within 1 and {int.MaxValue}", Assert.Single(told).ToString());
    }

    /// <summary>Bytes as this database's SQL writes them.</summary>
    protected abstract string BlobText(byte[] bytes);

    private static NewDataSet DataSet(string name, double seed) => new(
        name, new DataTable(["age", "größe, cm"], [seed, 0.1, -0.0, 2, double.MaxValue, double.Epsilon], [true, false, true]), "disease", "yes", "heart.csv");

    private static Sweep.Storage.Sweeps.NewSweep SweepOf(NewDataSet set) => Samples.Sweep() with
    {
        CanonicalSpec = $$"""{"name":"patterns","data":{"{{set.Name}}":{"hash":"{{set.Table.Hash}}","rows":3,"features":2} },"parameters":[]}""",
        Data = [set.Table.Hash],
    };

    private async Task<long> CountAsync(string sql) => Convert.ToInt64((await QueryAsync(sql))[0][0], System.Globalization.CultureInfo.InvariantCulture);
}
