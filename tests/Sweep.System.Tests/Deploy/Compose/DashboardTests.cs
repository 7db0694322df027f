using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Sweep.SystemTests.Deploy.Engine;
using Sweep.Testing;

namespace Sweep.SystemTests.Deploy.Compose;

/// <summary>The service that has the HTTP API and the dashboard.</summary>
[Long]
[Collection(Composition.Serial)]
public sealed class DashboardTests(Composition stack)
{
    private const string Spec = "name: asked\nparameters: { pattern: [circle, diamond], iterations: [200], samples: [50] }\n";

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan EndLimit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Dashboard_WithAKeyOfTheClient_TakesASpecThatTheSilosTrainAndShowsIt()
    {
        await stack.UpAsync();
        await stack.ReadyAsync();
        var key = (await stack.ComposeAsync("run --rm --no-deps -T client key add ann --scope write")).Split('\n').Select(line => line.Trim())
            .Single(line => line.StartsWith("swp_", StringComparison.Ordinal));
        await stack.ComposeAsync("up --detach dashboard");
        using var http = new HttpClient { BaseAddress = stack.Dashboard };
        await Eventually.TrueAsync(() => IsReadyAsync(http), "the dashboard is ready", StartLimit);

        using (var stranger = await http.GetAsync(new Uri("/v1/sweeps", UriKind.Relative), TestContext.Current.CancellationToken))
            Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var body = new StringContent(Spec, Encoding.UTF8, "application/yaml");
        using var submitted = await http.PostAsync(new Uri("/v1/sweeps", UriKind.Relative), body, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, submitted.StatusCode);
        var sweep = submitted.Headers.Location!;
        await Eventually.TrueAsync(
            async () => (string?)(await http.GetFromJsonAsync<JsonObject>(sweep, TestContext.Current.CancellationToken))!["state"] == "completed",
            "the silos have trained it",
            EndLimit);

        var page = new Uri(sweep.OriginalString.Replace("/v1", "", StringComparison.Ordinal), UriKind.Relative);
        using var shown = await http.GetAsync(page, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Contains("diamond", await shown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.DoesNotContain(key, await Shell.RunAsync("podman", "inspect", stack.Container("dashboard")), StringComparison.Ordinal);
        Assert.Equal("0", await stack.SqlAsync($"SELECT count(*) FROM api_keys AS k WHERE k::text LIKE '%{key.Split('_', 3)[2]}%'"));
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var response = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
