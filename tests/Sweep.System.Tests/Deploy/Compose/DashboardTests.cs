using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Sweep.SystemTests.Deploy.Engine;
using Sweep.Testing;

namespace Sweep.SystemTests.Deploy.Compose;

/// <summary>The API and the dashboard of the deployment, over its database and its three silos.</summary>
[Long]
[Collection(Composition.Serial)]
public sealed class DashboardTests(Composition stack)
{
    private const string Spec = "name: by the api\nparameters: { pattern: [circle, diamond], iterations: [50], samples: [30] }\n";

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dashboard_OfTheComposition_AsksForAKeyAndHandsWorkToTheSilos()
    {
        await stack.UpAsync();
        var key = (await stack.ComposeAsync("run --rm --no-deps -T client key add ann --scope write")).Split('\n')[^1].Trim();
        await stack.ComposeAsync("--profile dashboard up --detach --no-deps dashboard");
        using var client = new HttpClient { BaseAddress = stack.Web };
        await Eventually.TrueAsync(async () => await CodeAsync(client, "/health/ready") == HttpStatusCode.OK, "the dashboard is ready", StartLimit);

        Assert.Equal(HttpStatusCode.OK, await CodeAsync(client, "/health/live"));
        Assert.Equal(HttpStatusCode.Unauthorized, await CodeAsync(client, "/v1/sweeps"));
        Assert.Equal("127.0.0.1", await Shell.RunAsync("podman", "inspect", "--format={{(index (index .HostConfig.PortBindings \"8080/tcp\") 0).HostIp}}", stack.Container("dashboard")));

        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        Assert.Equal(Composition.Silos, (await client.GetFromJsonAsync<JsonNode>(new Uri("/v1/silos", UriKind.Relative), Cancellation))!["silos"]!.AsArray().Count);
        using var body = new StringContent(Spec, MediaTypeHeaderValue.Parse("application/yaml"));
        using var submitted = await client.PostAsync(new Uri("/v1/sweeps", UriKind.Relative), body, Cancellation);
        Assert.Equal(HttpStatusCode.Created, submitted.StatusCode);
        await Eventually.TrueAsync(
            async () => (string?)(await client.GetFromJsonAsync<JsonNode>(submitted.Headers.Location, Cancellation))!["state"] == "completed", "the silos train it", StartLimit);
        Assert.Contains("by the api", await client.GetStringAsync(new Uri("/sweeps", UriKind.Relative), Cancellation), StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode?> CodeAsync(HttpClient client, string path)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
