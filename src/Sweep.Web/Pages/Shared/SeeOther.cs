using Microsoft.AspNetCore.Http;

namespace Sweep.Web.Pages.Shared;

/// <summary>303: what has come of a form is at another address.</summary>
internal sealed class SeeOther(string address) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = address;
        return Task.CompletedTask;
    }
}
