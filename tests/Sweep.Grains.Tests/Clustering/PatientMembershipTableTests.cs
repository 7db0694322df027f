using System.Net;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Sweep.Grains.Clustering;
using Sweep.Storage.Databases;
using Sweep.Storage.Faults;
using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.Grains.Tests.Clustering;

/// <summary>A silo of Orleans whose membership's database hangs up while it starts.</summary>
public sealed class PatientMembershipTableTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly ClusterIdentity Cluster = new("patient", "patient");

    private DatabaseProxy _proxy = null!;
    private NpgsqlDataSource _source = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var connection = await postgres.CreateDatabaseAsync(Cancellation);
        await using (var store = SweepStores.Open(connection, TimeProvider.System))
            await store.MigrateAsync(Cancellation);
        _proxy = new DatabaseProxy(connection);
        _source = ClusterDatabase.Open(_proxy.ConnectionString);
        _proxy.HangUp();
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await _proxy.DisposeAsync();
    }

    [Fact]
    public async Task Start_DatabaseBackInTime_JoinsTheCluster()
    {
        using var silo = Build(TimeSpan.FromMinutes(2));
        var starting = silo.StartAsync(Cancellation);
        await Eventually.TrueAsync(() => _proxy.HungUp > DatabaseProxy.HangUpsATry, "the silo has asked a second time");
        Assert.False(starting.IsCompleted);
        _proxy.Heal();
        await starting;
        var member = Assert.Single(await ClusterMembership.ReadAsync(_source, "the test's database", Cluster.ClusterId, Cancellation));
        Assert.Equal(SiloStatus.Active, member.Status);
        await silo.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Start_DatabaseStaysAway_EndsWithItsWords()
    {
        using var silo = Build(TimeSpan.Zero);
        var failure = await Assert.ThrowsAsync<StoreException>(() => silo.StartAsync(Cancellation));
        Assert.True(failure.IsTransient);
        Assert.Contains("opening the cluster's membership: ", failure.Message, StringComparison.Ordinal);
        Assert.Equal(DatabaseProxy.HangUpsATry, _proxy.HungUp);
    }

    [Fact]
    public async Task Start_GivenUpWhileTheDatabaseIsAway_EndsAtOnce()
    {
        using var silo = Build(TimeSpan.FromMinutes(10));
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var starting = silo.StartAsync(giveUp.Token);
        await Eventually.TrueAsync(() => _proxy.HungUp > DatabaseProxy.HangUpsATry, "the silo has asked a second time");
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => starting.WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
        Assert.True(starting.IsCompleted);
    }

    private IHost Build(TimeSpan patience)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleans(silo => silo
            .UseSweepCluster(_source, Cluster, patience)
            .ConfigureEndpoints(IPAddress.Loopback, FreePort.Next(), FreePort.Next()));
        return builder.Build();
    }
}
