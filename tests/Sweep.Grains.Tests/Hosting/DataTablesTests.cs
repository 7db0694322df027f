using Sweep.Core.Data;
using Sweep.Grains.Trials;
using Sweep.Storage;
using Sweep.Storage.DataSets;

namespace Sweep.Grains.Tests.Hosting;

public sealed class DataTablesTests
{
    private readonly Numbers _numbers = new();

    [Fact]
    public async Task Get_SameTableByManyAtOnce_IsReadOnce()
    {
        var tables = new DataTables(_numbers);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => tables.GetAsync(Reference("a", megabytes: 1))));
        Assert.Equal(["a"], _numbers.Read);
    }

    [Fact]
    public async Task Get_MoreThanThereIsRoomFor_ForgetsWhatWasNotUsedTheLongest()
    {
        var tables = new DataTables(_numbers);
        foreach (var name in (string[])["a", "b", "a", "c", "a", "b"])
            await tables.GetAsync(Reference(name, megabytes: 50));
        Assert.Equal(["a", "b", "c", "b"], _numbers.Read);
        await tables.GetAsync(Reference("huge", megabytes: 1000));
        await tables.GetAsync(Reference("huge", megabytes: 1000));
        Assert.Equal(["a", "b", "c", "b", "huge"], _numbers.Read);
    }

    [Fact]
    public async Task Get_NumbersThatAreNotThere_AreAskedForAgain()
    {
        var tables = new DataTables(_numbers);
        await Assert.ThrowsAsync<MissingDataException>(() => tables.GetAsync(Reference("gone", megabytes: 1)));
        await Assert.ThrowsAsync<MissingDataException>(() => tables.GetAsync(Reference("gone", megabytes: 1)));
        Assert.Equal(["gone", "gone"], _numbers.Read);
    }

    private static DataReference Reference(string hash, int megabytes) => new(hash, megabytes << 17, 1);

    private sealed class Numbers : IDataSetStore
    {
        public List<string> Read { get; } = [];

        public async Task<DataTable?> ReadDataTableAsync(string hash, CancellationToken cancellation)
        {
            Read.Add(hash);
            await Task.Yield();
            return hash == "gone" ? null : new DataTable(["x"], [1], [true]);
        }

        public Task<(DataSetRecord Stored, bool IsNew)> AddDataSetAsync(NewDataSet set, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<IReadOnlyList<DataSetRecord>> ListDataSetsAsync(CancellationToken cancellation) => throw new NotSupportedException();

        public Task<DataSetRecord?> FindDataSetAsync(string name, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<DataSetRemoval> RemoveDataSetAsync(string name, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
