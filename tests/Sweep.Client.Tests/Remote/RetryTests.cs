using System.Net;
using Microsoft.Extensions.Time.Testing;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Service.Answers;
using Sweep.Service.Sweeps;
using Sweep.Storage.Sweeps;
using Sweep.Testing;

namespace Sweep.Client.Tests.Remote;

public sealed class RetryTests
{
    private const string NoSilos = """{"silos":[]}""";

    private static readonly SweepRecord Sweep = new(
        Guid.Parse("0192f1a0-abcd-7eef-8123-456789abcdef"), "one", "", "{}", "", null, SweepState.Completed, null, 2, 4, 4, null, null, 0, default, null);

    private readonly FakeTimeProvider _time = new();
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_OfWhoAsksTooOften_IsSentAgainWhenTheServerSays()
    {
        var transport = new FakeTransport(FakeTransport.Waiting(HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(30)), FakeTransport.Json(NoSilos));
        using var server = transport.Server(_time);
        var start = _time.GetUtcNow();
        Assert.Empty(await PassTimeAsync(server.ReadSilosAsync(_cancellation)));
        Assert.Equal(["GET /v1/silos", "GET /v1/silos"], transport.Requests);
        Assert.InRange(_time.GetUtcNow() - start, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task Get_OfWhoIsToWaitForLong_IsToldSo()
    {
        var transport = new FakeTransport(FakeTransport.Waiting(HttpStatusCode.ServiceUnavailable, TimeSpan.FromHours(1)));
        using var server = transport.Server(_time);
        var refused = await Assert.ThrowsAsync<RefusalException>(() => server.ReadSilosAsync(_cancellation));
        Assert.Equal((RefusalKind.Failed, "asks more often than this server answers"), (refused.Refusal.Kind, refused.Message));
        Assert.Single(transport.Requests);
    }

    [Fact]
    public async Task Get_WhileTheServerStaysAway_EndsAfterSomeTries()
    {
        var transport = new FakeTransport(FakeTransport.Json(NoSilos), FakeTransport.Away(HttpRequestError.ConnectionError));
        using var server = transport.Server(_time);
        await server.ReadSilosAsync(_cancellation);
        var refused = await Assert.ThrowsAsync<RefusalException>(() => PassTimeAsync(server.ReadSilosAsync(_cancellation)));
        Assert.Equal(RefusalKind.Failed, refused.Refusal.Kind);
        Assert.StartsWith("--server: http://127.0.0.1:8080 does not answer any more: Connection refused", refused.Message, StringComparison.Ordinal);
        Assert.Equal(8, transport.Requests.Count);
    }

    [Fact]
    public async Task Get_WhereNothingEverAnswered_IsToldAtOnce()
    {
        var transport = new FakeTransport(FakeTransport.Away(HttpRequestError.ConnectionError));
        using var server = transport.Server(_time);
        var refused = await Assert.ThrowsAsync<RefusalException>(() => server.ReadSilosAsync(_cancellation));
        Assert.Equal(RefusalKind.Invalid, refused.Refusal.Kind);
        Assert.Equal(
            "--server: http://127.0.0.1:8080 cannot be reached: Connection refused; check the address, and that `sweep serve` or sweep-silo runs there", refused.Message);
        Assert.Single(transport.Requests);
    }

    [Fact]
    public async Task Delete_WhoseAnswerIsLost_IsNotSentAgain()
    {
        var transport = new FakeTransport(FakeTransport.Away(HttpRequestError.ResponseEnded));
        using var server = transport.Server(_time);
        await Assert.ThrowsAsync<RefusalException>(() => server.Upkeep.DeleteAsync(Sweep, _cancellation));
        Assert.Single(transport.Requests);
    }

    [Fact]
    public async Task Delete_ThatTheServerDidNotLookAt_IsSentAgain()
    {
        var transport = new FakeTransport(
            FakeTransport.Waiting(HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(1)),
            FakeTransport.Json($$"""{"sweep_id":"{{Sweep.Id:d}}","name":"one","trials":4}"""));
        using var server = transport.Server(_time);
        Assert.Equal(4, (await PassTimeAsync(server.Upkeep.DeleteAsync(Sweep, _cancellation))).Require().Trials);
        Assert.Equal(2, transport.Requests.Count);
    }

    [Fact]
    public async Task Submit_WhoseAnswerIsLost_IsSentAgainWithTheSameKey()
    {
        var spec = ValidSpec.Checked("name: one", CanonicalSpec.ToJson(TestSweeps.Grid("one", [Pattern.Circle], [20], [30], replicates: 1)));
        var transport = new FakeTransport(
            FakeTransport.Away(HttpRequestError.ResponseEnded),
            FakeTransport.Json($$"""{"sweep_id":"{{Sweep.Id:d}}","name":"one","state":"running","planned_trials":1,"submitted":false,"silos_alive":null}"""),
            FakeTransport.Json(
                $$"""{"sweep_id":"{{Sweep.Id:d}}","name":"one","state":"completed","error":null,"numerics":2,"planned_trials":1,"frontier":0,"epoch":0,"spec_text":"","spec":{{spec.Canonical}},"spec_hash":"","created_at":"2026-03-01T12:00:00Z","finished_at":null}"""));
        using var server = transport.Server(_time);
        var submitted = (await PassTimeAsync(server.Sweeps.SubmitAsync(spec, key: null, _cancellation))).Require();
        Assert.True(submitted.Submitted, "whoever sends it twice has submitted it");
        Assert.Equal(SweepState.Running, submitted.State);
        Assert.Equal(["POST /v1/sweeps", "POST /v1/sweeps", $"GET /v1/sweeps/{Sweep.Id:d}/row"], transport.Requests);
        Assert.NotNull(transport.IdempotencyKeys[0]);
        Assert.Equal(transport.IdempotencyKeys[0], transport.IdempotencyKeys[1]);
    }

    /// <summary>Lets the clock run until an answer is there.</summary>
    private async Task<T> PassTimeAsync<T>(Task<T> answer)
    {
        await Eventually.TrueAsync(
            () =>
            {
                if (!answer.IsCompleted)
                    _time.Advance(TimeSpan.FromSeconds(1));
                return answer.IsCompleted;
            },
            "it is answered");
        return await answer;
    }
}
