using Microsoft.EntityFrameworkCore;
using Sweep.Core.Sweeps;
using Sweep.Core.Trials;
using Sweep.Grains.Hosting;
using Sweep.Storage;
using Sweep.Storage.Databases;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;
using Sweep.Storage.Opening;
using Sweep.Storage.Schema;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;
using Sweep.Testing;
using Sweep.Testing.Hosting;

namespace Sweep.Grains.Tests.Storage.Schemas;

/// <summary>What must hold of every database's migrations.</summary>
public abstract class MigrationContract : IAsyncLifetime
{
    private const string Folder = "tests/Sweep.Grains.Tests/Storage/Schemas/Releases";

    public static TheoryData<string> Releases => [.. ReleasesOnRecord];

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>As the files on record begin.</summary>
    protected abstract string Kind { get; }

    /// <summary>As after <c>--database</c>; a test begins with an empty one.</summary>
    protected string Database { get; private set; } = "";

    /// <summary>The table of migrations that a database has.</summary>
    protected abstract string History { get; }

    /// <summary>Those that development builds before 0.1.0 made.</summary>
    protected abstract string[] MigrationsBeforeReleases { get; }

    public async ValueTask InitializeAsync() => Database = await CreateAsync();

    public ValueTask DisposeAsync()
    {
        Remove();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Migrate_NewDatabase_HasTheSchemaOnRecord()
    {
        await MigrateAsync();
        await AssertSchemaAsync();
    }

    [Fact]
    public void Releases_OfAllMigrationsUpToThisVersion_AreOnRecord()
    {
        var version = typeof(ISweepStore).Assembly.GetName().Version;
        Assert.Equal(
            Migrations().Select(migration => string.Join('.', migration.Split('_')[1..4])[1..]).Distinct()
                .Where(release => Version.Parse(release) <= new Version(version!.Major, version.Minor, version.Build)).Order(StringComparer.Ordinal),
            ReleasesOnRecord);
    }

    [Theory]
    [MemberData(nameof(Releases))]
    public async Task Migrate_DatabaseOfARelease_HasTheSchemaOnRecordAndItsSweepGoesOn(string release)
    {
        // What is left of the killed sweep is to be trained, although the one beside it has it.
        var dump = (await File.ReadAllTextAsync(Repository.File($"{Folder}/{release}/{Kind}.sql"), Cancellation))
            .Replace("\"sampler\":", "\"reuse\":\"none\",\"sampler\":", StringComparison.Ordinal);
        await ExecuteAsync(await FitAsync(dump));
        await MigrateAsync();
        await AssertSchemaAsync();

        await using var store = Open();
        var sweeps = await store.ListSweepsAsync(new SweepFilter(), Cancellation);
        Assert.Equal(
            [SweepState.Running, SweepState.Paused, SweepState.Completed, SweepState.Cancelled], sweeps.Select(sweep => sweep.State).Order());
        var killed = sweeps.Single(sweep => sweep.State == SweepState.Running);
        await using (var silo = await EmbeddedSilo.StartAsync(store, new EmbeddedSiloOptions(), Cancellation))
        {
            Assert.True((await silo.TakeUpAsync(killed.Id, Cancellation)).Acquired);
            await TestSweeps.CompletedAsync(store, killed.Id);
        }

        var undisturbed = sweeps.Single(sweep => sweep.State == SweepState.Completed);
        Assert.Equal(await SweepResults.ReadAsync(Database, undisturbed.Id), await SweepResults.ReadAsync(Database, killed.Id));
        var trials = await store.ReadTrialsAsync(killed.Id, Cancellation).ToListAsync(Cancellation);
        Assert.Equal(3, trials[^1].Attempt);
        Assert.All(trials, trial => Assert.Equal(TrialOrigin.Trained, trial.Origin));
    }

    [Fact]
    public void Migrations_Model_HasNoChangeWithoutOne()
    {
        using var context = CreateContext();
        Assert.False(context.Database.HasPendingModelChanges(), "the model has changed: add a migration with dotnet ef");
    }

    [Fact]
    public void Migrations_Names_BeginWithTheRelease() => Assert.All(Migrations(), migration => Assert.Matches(SchemaStanding.NameOfRelease, migration));

    [Fact]
    public async Task Migrate_ManyStoresAtOnce_OneMigratesAndAllGoOn()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => MigrateAsync()));
        await AssertUsableAsync();
    }

    [Fact]
    public async Task Migrate_Twice_KeepsWhatIsThere()
    {
        await MigrateAsync();
        await using var store = Open();
        var sweep = await store.SubmitAsync(Samples.Sweep(), Cancellation);
        await store.MigrateAsync(Cancellation);
        Assert.Equal(sweep, await store.FindSweepAsync(sweep.Id, Cancellation));
    }

    [Fact]
    public async Task Migrate_NewerSchema_IsRefused()
    {
        await MigrateAsync();
        await ExecuteAsync($"INSERT INTO {History} VALUES ('29991231000000_V9_0_0_FromTheFuture', '99.0.0')");
        await AssertRefusedAsync("29991231000000_V9_0_0_FromTheFuture", "newer Sweep");
    }

    [Fact]
    public async Task Migrate_SchemaOfADevelopmentBuild_IsRefusedWithWhatToDo()
    {
        await MigrateAsync();
        await ExecuteAsync($"DELETE FROM {History}");
        foreach (var migration in MigrationsBeforeReleases)
            await ExecuteAsync($"INSERT INTO {History} VALUES ('{migration}', '10.0.15')");
        await AssertRefusedAsync(
            MigrationsBeforeReleases[0], "a development build of Sweep before 0.1.0", "export its sweeps with that build, or name a new database");
    }

    [Fact]
    public async Task RequireCurrent_NewDatabase_NamesTheRemedy()
    {
        await using var store = Open();
        var error = await Assert.ThrowsAsync<StoreException>(() => SchemaGuard.RequireCurrentAsync(store, Cancellation));
        Assert.Contains("has no tables of Sweep yet: run \"sweep db migrate\"", error.Message, StringComparison.Ordinal);
        Assert.True(error.IsTransient);
        await store.MigrateAsync(Cancellation);
        await SchemaGuard.RequireCurrentAsync(store, Cancellation);
    }

    /// <summary>An empty database.</summary>
    protected abstract Task<string> CreateAsync();

    protected abstract void Remove();

    protected abstract SweepDbContext CreateContext();

    protected abstract Task<string> DescribeAsync();

    /// <summary>A release's record as this server can have it.</summary>
    protected virtual Task<string> FitAsync(string dump) => Task.FromResult(dump);

    protected ISweepStore Open() => SweepStores.Open(Database, TimeProvider.System);

    protected async Task MigrateAsync()
    {
        await using var store = Open();
        await store.MigrateAsync(Cancellation);
    }

    protected async Task AssertUsableAsync()
    {
        await using var store = Open();
        var sweep = await store.SubmitAsync(Samples.Sweep(), Cancellation);
        Assert.Equal([CommitOutcome.Committed], await store.CommitAsync([Samples.Completed(sweep.Id, 0)], [], Cancellation));
        Assert.Equal(1L, await ScalarAsync("SELECT count(*) FROM pattern_convergence"));
    }

    protected Task ExecuteAsync(string sql) => SqlRows.ReadAsync(Database, sql, Cancellation);

    protected async Task<object?> ScalarAsync(string sql) => (await SqlRows.ReadAsync(Database, sql, Cancellation))[0].Values.First();

    private List<string> Migrations()
    {
        using var context = CreateContext();
        return [.. context.Database.GetMigrations()];
    }

    private static IEnumerable<string> ReleasesOnRecord =>
        Directory.GetDirectories(Repository.File(Folder)).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal);

    private async Task AssertSchemaAsync() => await OnRecord.AssertEqualAsync($"tests/Sweep.Grains.Tests/Storage/Schemas/{Kind}.txt", await DescribeAsync(), Cancellation);

    private async Task AssertRefusedAsync(params string[] words)
    {
        await using var store = Open();
        foreach (var ask in (Func<Task>[])[() => store.MigrateAsync(Cancellation), () => SchemaGuard.RequireCurrentAsync(store, Cancellation)])
        {
            var error = await Assert.ThrowsAsync<StoreException>(ask);
            Assert.All(words, word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
            Assert.False(error.IsTransient);
        }
    }
}
