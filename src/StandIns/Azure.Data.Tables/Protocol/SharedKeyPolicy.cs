using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Protocol;

/// <summary>
/// Signs each attempt of a request with the account's key ("Shared Key Lite", the table service's form of it:
/// the date and the path, so a signature says nothing of the body and must not be older than 15 minutes).
/// </summary>
internal sealed class SharedKeyPolicy(TableSharedKeyCredential credential, TimeProvider clock) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var date = clock.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        var signature = credential.Sign(date + "\n" + CanonicalResource(message.Request.Uri.ToUri()));
        message.Request.Headers.SetValue("x-ms-date", date);
        message.Request.Headers.SetValue("Authorization", $"SharedKeyLite {credential.AccountName}:{signature}");
    }

    // Of the query only "comp" is signed, and no request made here has one.
    private string CanonicalResource(Uri resource) => "/" + credential.AccountName + resource.AbsolutePath;
}
