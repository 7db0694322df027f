using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans.Configuration;
using Sweep.Grains.Clustering;
using Sweep.Storage.Databases;
using Sweep.Testing.Databases;

namespace Sweep.Grains.Tests.Clustering;

/// <summary>Orleans' own provider on our tables: what its membership protocol relies on.</summary>
public sealed class MembershipTableTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly DateTime Now = new(2026, 11, 24, 1, 2, 3, DateTimeKind.Utc);

    private NpgsqlDataSource _source = null!;
    private IMembershipTable _table = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var connection = await postgres.CreateDatabaseAsync(Cancellation);
        await using (var store = SweepStores.Open(connection, TimeProvider.System))
            await store.MigrateAsync(Cancellation);
        _source = ClusterDatabase.Open(connection);
        _table = await OpenAsync("cluster");
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    [Fact]
    public async Task Table_OfANewCluster_HasAVersionAndNoSilos()
    {
        var data = await _table.ReadAllAsync(Cancellation);
        Assert.Empty(data.Members);
        Assert.Equal(0, data.Version.Version);
    }

    [Fact]
    public async Task Initialize_OfAClusterThatIsThere_ChangesNothing()
    {
        await AddAsync(Silo(1));
        var again = await OpenAsync("cluster");
        Assert.Single((await again.ReadAllAsync(Cancellation)).Members);
    }

    [Fact]
    public async Task Insert_NewSilo_IsReadBackWholeAndRaisesTheVersion()
    {
        var silo = Silo(1);
        await AddAsync(silo);
        foreach (var data in new[] { await _table.ReadAllAsync(Cancellation), await _table.ReadRowAsync(silo.SiloAddress, Cancellation) })
        {
            Assert.Equal(1, data.Version.Version);
            var (read, _) = Assert.Single(data.Members);
            Assert.Equal(silo.SiloAddress, read.SiloAddress);
            Assert.Equal(silo.SiloName, read.SiloName);
            Assert.Equal(silo.HostName, read.HostName);
            Assert.Equal(silo.Status, read.Status);
            Assert.Equal(silo.ProxyPort, read.ProxyPort);
            Assert.Equal(silo.StartTime, read.StartTime.ToUniversalTime());
            Assert.Equal(silo.IAmAliveTime, read.IAmAliveTime.ToUniversalTime());
            Assert.Null(read.SuspectTimes);
        }
    }

    [Fact]
    public async Task Insert_OnAnOldVersion_IsRefused()
    {
        var version = (await _table.ReadAllAsync(Cancellation)).Version;
        Assert.True(await _table.InsertRowAsync(Silo(1), version.Next(), Cancellation));
        Assert.False(await _table.InsertRowAsync(Silo(2), version.Next(), Cancellation));
        Assert.Single((await _table.ReadAllAsync(Cancellation)).Members);
    }

    [Fact]
    public async Task Insert_OfASiloThatIsThere_IsRefusedAndRaisesNothing()
    {
        await AddAsync(Silo(1));
        var before = (await _table.ReadAllAsync(Cancellation)).Version;
        Assert.False(await _table.InsertRowAsync(Silo(1), before.Next(), Cancellation));
        Assert.Equal(before.Version, (await _table.ReadAllAsync(Cancellation)).Version.Version);
    }

    [Fact]
    public async Task Insert_ByManyAtOnceFromOneVersion_LetsOneIn()
    {
        var version = (await _table.ReadAllAsync(Cancellation)).Version.Next();
        var added = await Task.WhenAll(Enumerable.Range(1, 12).Select(k => _table.InsertRowAsync(Silo(k), version, Cancellation)));
        Assert.Single(added, true);
        var data = await _table.ReadAllAsync(Cancellation);
        Assert.Equal(1, data.Version.Version);
        Assert.Single(data.Members);
    }

    [Fact]
    public async Task Update_WithTheLatestVersion_ChangesStatusAndSuspicions()
    {
        var silo = Silo(1);
        await AddAsync(silo);
        var data = await _table.ReadAllAsync(Cancellation);
        silo.Status = SiloStatus.Dead;
        silo.AddSuspector(Silo(2).SiloAddress, Now);
        Assert.True(await _table.UpdateRowAsync(silo, data.Members[0].Item2, data.Version.Next(), Cancellation));
        var after = await _table.ReadAllAsync(Cancellation);
        Assert.Equal(2, after.Version.Version);
        Assert.Equal(SiloStatus.Dead, after.Members[0].Item1.Status);
        Assert.Equal((Silo(2).SiloAddress, Now), Assert.Single(after.Members[0].Item1.SuspectTimes!).ToValueTuple());
    }

    [Fact]
    public async Task Update_ByManyAtOnceFromOneVersion_LetsOneIn()
    {
        var silo = Silo(1);
        await AddAsync(silo);
        var data = await _table.ReadAllAsync(Cancellation);
        var (version, tag) = (data.Version.Next(), data.Members[0].Item2);
        var changed = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => _table.UpdateRowAsync(silo, tag, version, Cancellation)));
        Assert.Single(changed, true);
        Assert.Equal(2, (await _table.ReadAllAsync(Cancellation)).Version.Version);
    }

    [Fact]
    public async Task Update_OfASiloThatIsNotThere_IsRefusedAndRaisesNothing()
    {
        await AddAsync(Silo(1));
        var data = await _table.ReadAllAsync(Cancellation);
        Assert.False(await _table.UpdateRowAsync(Silo(2), data.Members[0].Item2, data.Version.Next(), Cancellation));
        Assert.Equal(1, (await _table.ReadAllAsync(Cancellation)).Version.Version);
    }

    [Fact]
    public async Task UpdateIAmAlive_MovesTheTimeOfThatSiloOnly()
    {
        var silo = Silo(1);
        await AddAsync(silo);
        await AddAsync(Silo(2));
        silo.IAmAliveTime = Now.AddMinutes(5);
        await _table.UpdateIAmAliveAsync(silo, Cancellation);
        var data = await _table.ReadAllAsync(Cancellation);
        Assert.Equal(2, data.Version.Version);
        Assert.Equal(
            [Now.AddMinutes(5), Now],
            data.Members.OrderBy(m => m.Item1.SiloAddress.Endpoint.Port).Select(m => m.Item1.IAmAliveTime.ToUniversalTime()));
    }

    [Fact]
    public async Task CleanupDefunct_TakesOldDeadSilosAndSparesTheOthers()
    {
        await AddAsync(Silo(1, SiloStatus.Dead, Now.AddDays(-3)));
        await AddAsync(Silo(2, SiloStatus.Dead, Now));
        await AddAsync(Silo(3, SiloStatus.Active, Now.AddDays(-3)));
        await _table.CleanupDefunctSiloEntriesAsync(new DateTimeOffset(Now.AddDays(-1)), Cancellation);
        Assert.Equal([2, 3], (await _table.ReadAllAsync(Cancellation)).Members.Select(m => m.Item1.SiloAddress.Endpoint.Port).Order());
    }

    [Fact]
    public async Task CleanupDefunct_OfADeadSiloThatWasVotedAgainst_TakesIt()
    {
        var silo = Silo(1, SiloStatus.Dead, Now.AddDays(-3));
        await AddAsync(silo);
        silo.AddSuspector(Silo(2).SiloAddress, Now.AddDays(-2));
        var data = await _table.ReadAllAsync(Cancellation);
        Assert.True(await _table.UpdateRowAsync(silo, data.Members[0].Item2, data.Version.Next(), Cancellation));
        await _table.CleanupDefunctSiloEntriesAsync(new DateTimeOffset(Now.AddDays(-1)), Cancellation);
        Assert.Empty((await _table.ReadAllAsync(Cancellation)).Members);
    }

    [Fact]
    public async Task Delete_OneCluster_LeavesTheOther()
    {
        await AddAsync(Silo(1));
        var other = await OpenAsync("other");
        Assert.True(await other.InsertRowAsync(Silo(1), (await other.ReadAllAsync(Cancellation)).Version.Next(), Cancellation));
        await _table.DeleteMembershipTableEntriesAsync("cluster", Cancellation);
        Assert.Single((await other.ReadAllAsync(Cancellation)).Members);
        Assert.Empty((await (await OpenAsync("cluster")).ReadAllAsync(Cancellation)).Members);
    }

    private static MembershipEntry Silo(int port, SiloStatus status = SiloStatus.Active, DateTime? since = null) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, port, 7),
        SiloName = $"box/{port}",
        HostName = "box",
        Status = status,
        ProxyPort = 30000 + port,
        StartTime = since ?? Now,
        IAmAliveTime = since ?? Now,
    };

    private async Task AddAsync(MembershipEntry silo) =>
        Assert.True(await _table.InsertRowAsync(silo, (await _table.ReadAllAsync(Cancellation)).Version.Next(), Cancellation));

    private async Task<IMembershipTable> OpenAsync(string cluster)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleans(silo => silo
            .Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (cluster, "sweep"))
            .UseAdoNetClustering(o => (o.Invariant, o.DataSource) = (ClusterDatabase.Invariant, _source)));
        var table = builder.Build().Services.GetRequiredService<IMembershipTable>();
        await table.InitializeMembershipTableAsync(tryInitTableVersion: true, Cancellation);
        return table;
    }
}
